/// Light, dark, or as the person's system says.
package enum Theme: String, CaseIterable, Sendable {
  case auto, light, dark

  package var text: Text {
    switch self {
    case .auto: Text(ru: "Как в системе", kk: "Жүйедегідей", en: "As the system")
    case .light: Text(ru: "Светлое", kk: "Ашық", en: "Light")
    case .dark: Text(ru: "Тёмное", kk: "Күңгірт", en: "Dark")
    }
  }
}
