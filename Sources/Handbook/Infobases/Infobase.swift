/// «Информационная база (область данных)»: an application's database in which a client keeps books.
package enum Infobase {
  package typealias ID = Handbook.ID<Infobase>

  /// Where an infobase is between being asked for and being gone (BEY-5, BEY-6).
  package enum State: String, CaseIterable, Sendable {
    case preparing, ready, failed
    case toDelete = "to_delete"
    case deleted

    package var text: Text {
      switch self {
      case .preparing: Text(ru: "Готовится к использованию", kk: "Қолдануға дайындалуда", en: "Being prepared")
      case .ready: Text(ru: "Используется", kk: "Қолданыста", en: "Ready")
      case .failed: Text(ru: "Ошибка подготовки", kk: "Дайындау қатесі", en: "Preparation failed")
      case .toDelete: Text(ru: "К удалению", kk: "Жойылуға", en: "To be deleted")
      case .deleted: Text(ru: "Удалена", kk: "Жойылды", en: "Deleted")
      }
    }

    /// Whether it counts towards the limit of infobases.
    package var takesAPlace: Bool { self == .preparing || self == .ready || self == .failed }
  }

  /// What a user may do in an infobase (BEY-41); without any the application is invisible to him.
  package enum Level: String, CaseIterable, Sendable {
    case run, administer, api

    package var text: Text {
      switch self {
      case .run: Text(ru: "Запуск", kk: "Іске қосу", en: "Run")
      case .administer:
        Text(ru: "Запуск и администрирование", kk: "Іске қосу және әкімшілендіру", en: "Run and administer")
      case .api: Text(ru: "Доступ к API", kk: "API-ге қолжетімділік", en: "API access")
      }
    }
  }
}
