/// Makes PDF files of printed forms: HTML with print CSS. Nothing else depends on how it is done.
package protocol FormPrinter: Sendable {
  /// - Parameter html: A whole document, with its style inside; it fetches nothing.
  /// - Returns: The bytes of the PDF.
  /// - Throws: `PrintFault`: the form says so, and the act that it is about still stands.
  func pdf(of html: [UInt8]) async throws -> [UInt8]
}

/// Why there is no PDF.
package enum PrintFault: Error, Sendable, CustomStringConvertible {
  /// The program that prints is not installed here.
  case missing(String)
  /// It ended with a fault; its last words.
  case failed(String)
  /// It took too long, and was ended.
  case tooLong(seconds: Int)

  package var description: String {
    switch self {
    case .missing(let program): "\(program) is not installed"
    case .failed(let words): "the form could not be printed: \(words)"
    case .tooLong(let seconds): "the form was not printed within \(seconds) seconds"
    }
  }
}
