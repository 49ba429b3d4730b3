extension Tariff.Kind {
  package var name: Text {
    switch self {
    case .main: Text(ru: "Основная", kk: "Негізгі", en: "Main")
    case .trial: Text(ru: "Тестовая", kk: "Сынақ", en: "Trial")
    case .extra:
      Text(ru: "Расширение основного тарифа", kk: "Негізгі тарифті кеңейту", en: "Extension of a main tariff")
    case .upgrade: Text(ru: "Апгрейд", kk: "Апгрейд", en: "Upgrade")
    }
  }
}

extension Tariff.Extra {
  package var name: Text {
    switch self {
    case .session: Text(ru: "Дополнительный сеанс", kk: "Қосымша сеанс", en: "Extra session")
    case .base: Text(ru: "Дополнительная база", kk: "Қосымша база", en: "Extra infobase")
    case .register: Text(ru: "Дополнительная касса", kk: "Қосымша касса", en: "Extra cash register")
    }
  }
}

extension Tariff.Issuer {
  package var name: Text {
    switch self {
    case .partner:
      Text(ru: "Обслуживающая организация", kk: "Қызмет көрсететін ұйым", en: "Serving organisation")
    case .vendor:
      Text(ru: "Только сотрудники сервиса", kk: "Тек сервис қызметкерлері", en: "The service’s staff only")
    case .automatic:
      Text(ru: "Выдаётся автоматически", kk: "Автоматты түрде беріледі", en: "Given automatically")
    }
  }
}

extension Tariff.Settlement {
  package var name: Text {
    switch self {
    case .wholeTerm: Text(ru: "За весь срок", kk: "Бүкіл мерзімге", en: "For the whole term")
    case .monthly: Text(ru: "Помесячно", kk: "Ай сайын", en: "Monthly")
    }
  }
}

extension Tariff.Condition {
  package var sentence: Text {
    switch self {
    case .supportContract:
      Text(
        ru: "Нужен действующий договор «ИТС Казахстан ПРОФ» с этой обслуживающей организацией.",
        kk: "Осы қызмет көрсететін ұйыммен жасалған қолданыстағы «ИТС Казахстан ПРОФ» шарты қажет.",
        en: "An active “ITS Kazakhstan PROF” contract with this serving organisation is needed.")
    case .ownOrganisation:
      Text(
        ru: "Только для собственной организации партнёра, не для клиентов.",
        kk: "Тек серіктестің өз ұйымына арналған, клиенттерге берілмейді.",
        en: "Only for the partner’s own organisation, not for clients.")
    }
  }
}
