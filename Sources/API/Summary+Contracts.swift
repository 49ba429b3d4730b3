import Handbook

/// What the acts around contracts do, in a sentence.
extension Summary {
  static let listContracts = Text(
    ru: "Договоры и соглашения с клиентом, его прежние юрлица и их проверка (Q-01 … Q-04).",
    kk: "Клиентпен шарттар мен келісімдер, оның бұрынғы заңды тұлғалары және олардың тексерілуі (Q-01 … Q-04).",
    en: "Contracts and agreements with a client, its former legal entities and their checks (Q-01 … Q-04).")
  static let makeContract = Text(
    ru: "Составляет лицензионный договор по шаблону партнёра (Q-01).",
    kk: "Серіктес үлгісімен лицензиялық шарт жасайды (Q-01).",
    en: "Makes a licence contract of the partner's template (Q-01).")
  static let changeEntity = Text(
    ru: "Меняет юрлицо клиента: подписки и базы остаются, составляются соглашение и акты (Q-02 … Q-04).",
    kk:
      "Клиенттің заңды тұлғасын ауыстырады: жазылымдар мен базалар қалады, келісім мен актілер жасалады (Q-02 … Q-04).",
    en:
      "Changes a client's legal entity: subscriptions and infobases stay, an agreement and acts are made (Q-02 … Q-04)."
  )
  static let readContract = Text(
    ru: "Договор с текстом и его SHA-256.", kk: "Шарт мәтінімен және оның SHA-256-мен.",
    en: "A contract with its text and the text's SHA-256.")
  static let printContract = Text(
    ru: "Печатная форма договора.", kk: "Шарттың баспа формасы.", en: "The contract's printed form.")
  static let readClauses = Text(
    ru: "Особые условия партнёра для договоров.", kk: "Серіктестің шарттарға ерекше талаптары.",
    en: "The partner's own clauses of its contracts.")
  static let setClauses = Text(
    ru: "Задаёт особые условия, новой версией; неизвестные поля отклоняются (Q-01).",
    kk: "Ерекше талаптарды жаңа нұсқамен қояды; белгісіз өрістер қабылданбайды (Q-01).",
    en: "Sets the own clauses, as a new version; unknown fields are refused (Q-01).")
  static let listMyContracts = Text(
    ru: "Договоры клиента.", kk: "Клиенттің шарттары.", en: "A client's contracts.")
  static let listEntityChecks = Text(
    ru: "Новые юрлица, которые ждут проверки, старые первыми (Q-03).",
    kk: "Тексеруді күтетін жаңа заңды тұлғалар, ескілері бірінші (Q-03).",
    en: "New legal entities that wait for a check, the oldest first (Q-03).")
  static let answerEntityCheck = Text(
    ru: "Отвечает, верны ли реквизиты нового юрлица; при отказе нужна причина (Q-03).",
    kk: "Жаңа заңды тұлғаның деректемелері дұрыс па, соған жауап береді; бас тартса, себебі керек (Q-03).",
    en: "Says whether the new entity's details are right; a refusal needs the reason (Q-03).")
}
