package import Handbook
package import Store
import Synchronization

/// The catalogue in force, and the terms on which things were sold. Both are read once: versions never change.
package final class Catalogues: Sendable {
  private let read: @Sendable (String) throws -> Catalogue
  private let cache = Mutex(Cache())

  private struct Cache {
    var catalogues: [Int: Catalogue] = [:]
    var offers: [Int: Offer] = [:]
    var tariffs: [ID<Tariff>: Tariff] = [:]
  }

  /// A catalogue and under which terms each of its tariffs is sold now.
  package struct Offer: Sendable {
    package let number: Int
    package let catalogue: Catalogue
    package let terms: [Tariff.Code: ID<Tariff>]
  }

  /// - Parameter read: Reads and checks a catalogue's text.
  package init(read: @escaping @Sendable (String) throws -> Catalogue) {
    self.read = read
  }

  /// What is offered now.
  ///
  /// - Throws: `StoreFault.unavailable` if no catalogue was loaded.
  package func offer(_ tx: any Reading) throws -> Offer {
    guard let number = try tx.newestCatalogue() else {
      throw StoreFault.unavailable("no catalogue is loaded: run `balgyn catalogue load FILE`")
    }
    if let offer = cache.withLock({ $0.offers[number] }) { return offer }
    let offer = Offer(
      number: number, catalogue: try catalogue(number, tx),
      terms: Dictionary(uniqueKeysWithValues: try tx.offeredTerms(number).map { ($0.code, $0.terms) }))
    cache.withLock { $0.offers[number] = offer }
    return offer
  }

  /// The tariff as it was when it was sold.
  package func tariff(_ terms: ID<Tariff>, _ tx: any Reading) throws -> Tariff {
    if let tariff = cache.withLock({ $0.tariffs[terms] }) { return tariff }
    guard let (number, code) = try tx.terms(terms), let tariff = try catalogue(number, tx).tariff(code) else {
      throw StoreFault.unavailable("terms \(terms) are not in the catalogue that stated them")
    }
    cache.withLock { $0.tariffs[terms] = tariff }
    return tariff
  }

  /// The catalogue as it was in the version.
  func version(_ number: Int, _ tx: any Reading) throws -> Catalogue { try catalogue(number, tx) }

  private func catalogue(_ number: Int, _ tx: any Reading) throws -> Catalogue {
    if let catalogue = cache.withLock({ $0.catalogues[number] }) { return catalogue }
    guard let text = try tx.catalogueText(number) else {
      throw StoreFault.unavailable("catalogue \(number) is missing")
    }
    let catalogue = try read(text)
    cache.withLock { $0.catalogues[number] = catalogue }
    return catalogue
  }

  /// Puts a new version in force. Nothing that was sold changes; tariffs that read as before keep their terms.
  ///
  /// - Returns: How many tariffs are new or changed; `nil` if the text is the one in force.
  package func load(_ text: String, by user: User.ID?, at now: Instant, _ tx: any Writing) throws -> Int? {
    let new = try read(text)
    var old: Offer?
    if let number = try tx.newestCatalogue() {
      if try tx.catalogueText(number) == text { return nil }
      old = try offer(tx)
    }
    let number = try tx.insertCatalogue(text, by: user, at: now)
    var changed = 0
    for tariff in new.tariffs {
      let terms: ID<Tariff>
      if let kept = old?.terms[tariff.code], try self.tariff(kept, tx) == tariff {
        terms = kept
      } else {
        terms = try tx.insertTerms(tariff.code, in: number)
        changed += 1
      }
      try tx.offer(terms, in: number)
    }
    return changed
  }
}
