package import Handbook
package import Print

/// Makes printed forms: writes one as HTML, which is the pages' affair, and prints it, which takes a second and may fail.
package struct Press: Sendable {
  private let write: @Sendable (PaperForm, Language) -> [UInt8]
  private let printer: any FormPrinter

  package init(printer: any FormPrinter, write: @escaping @Sendable (PaperForm, Language) -> [UInt8]) {
    self.printer = printer
    self.write = write
  }

  /// - Throws: `PrintFault`.
  package func pdf(_ form: PaperForm, in language: Language) async throws -> [UInt8] {
    try await printer.pdf(of: write(form, language))
  }
}

extension Office {
  /// The form as a PDF.
  ///
  /// - Throws: `PrintFault`: what the form is about stands all the same.
  package func pdf(_ form: PaperForm, in language: Language) async throws -> [UInt8] {
    guard let press else { throw PrintFault.missing("weasyprint") }
    return try await press.pdf(form, in: language)
  }
}
