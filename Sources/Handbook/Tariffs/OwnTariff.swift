/// How a partner shows a tariff to its clients (BEY-52).
package struct OwnTariff: Sendable {
  package let tariff: Tariff.Code
  /// Stands first in its list.
  package let isRecommended: Bool
  /// In place of the catalogue's description; an empty language falls back on that.
  package let description: Text

  package init(
    tariff: Tariff.Code, isRecommended: Bool, description: Text
  ) {
    self.tariff = tariff
    self.isRecommended = isRecommended
    self.description = description
  }

  /// The partner's words where it wrote some, else the catalogue's.
  package func description(or text: Text) -> Text {
    Text(
      ru: description.ru.isEmpty ? text.ru : description.ru, kk: description.kk.isEmpty ? text.kk : description.kk,
      en: description.en.isEmpty ? text.en : description.en)
  }
}
