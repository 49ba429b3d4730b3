package import Handbook

/// What a column holds. No floating point: money, days and instants are whole numbers.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
}

/// What can be bound to a statement and read from a row.
package protocol Storable: Sendable {
  var stored: Value { get }
  /// `nil` when the value is of another kind.
  init?(stored: Value)
}

extension Int64: Storable {
  package var stored: Value { .integer(self) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self = number
  }
}

extension Int: Storable {
  package var stored: Value { .integer(Int64(self)) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(exactly: number)
  }
}

/// Booleans are 0 and 1 on both engines; states are rather instants with who and when.
extension Bool: Storable {
  package var stored: Value { .integer(self ? 1 : 0) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self = number != 0
  }
}

extension String: Storable {
  package var stored: Value { .text(self) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    self = text
  }
}

extension [UInt8]: Storable {
  package var stored: Value { .bytes(self) }
  package init?(stored: Value) {
    guard case .bytes(let bytes) = stored else { return nil }
    self = bytes
  }
}

extension Optional: Storable where Wrapped: Storable {
  package var stored: Value { self?.stored ?? .null }
  package init?(stored: Value) {
    if case .null = stored {
      self = nil as Wrapped?
    } else if let wrapped = Wrapped(stored: stored) {
      self = .some(wrapped)
    } else {
      return nil
    }
  }
}

extension ID: Storable {
  package var stored: Value { .integer(number) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(number)
  }
}

extension Day: Storable {
  package var stored: Value { .integer(Int64(sinceEpoch)) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(sinceEpoch: Int(number))
  }
}

extension Instant: Storable {
  package var stored: Value { .integer(milliseconds) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(milliseconds: number)
  }
}

extension Money: Storable {
  package var stored: Value { .integer(tiyn) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(tiyn: number)
  }
}

extension Percent: Storable {
  package var stored: Value { .integer(Int64(hundredths)) }
  package init?(stored: Value) {
    guard case .integer(let number) = stored else { return nil }
    self.init(hundredths: Int(number))
  }
}

extension BIN: Storable {
  package var stored: Value { .text(description) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    try? self.init(text)
  }
}

extension EmailAddress: Storable {
  package var stored: Value { .text(description) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    self.init(text)
  }
}

/// Enumerations are stored by their words, so that a table can be read by a person.
extension Storable where Self: RawRepresentable, RawValue == String {
  package var stored: Value { .text(rawValue) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    self.init(rawValue: text)
  }
}

extension Language: Storable {}
extension Theme: Storable {}
extension Role: Storable {}
extension Subscriber.Kind: Storable {}
extension Subscriber.AccessKind: Storable {}
extension Subscription.Kind: Storable {}
extension SupportContract.Level: Storable {}
extension Correction.Kind: Storable {}
extension Correction.Reason: Storable {}
extension Infobase.State: Storable {}
extension Infobase.Level: Storable {}

extension Code: Storable {
  package var stored: Value { .text(description) }
  package init?(stored: Value) {
    guard case .text(let text) = stored else { return nil }
    self.init(text)
  }
}
