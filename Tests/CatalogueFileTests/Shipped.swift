import CatalogueFile
import Foundation
import Handbook

/// The catalogue that the product ships.
enum Shipped {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Catalogue/kazakhstan.yaml"
  )
  .standardized.path()
  static let catalogue = Result { try Catalogue(file: path) }
  static let text = Result { try String(contentsOf: URL(filePath: path), encoding: .utf8) }
}
