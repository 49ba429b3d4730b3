/// A text: UTF-16 units in a buffer of its own, appended in place while one slot owns it.
final class Text: Obj {
  private(set) var units: UnsafeMutablePointer<UInt16>
  private(set) var count: Int
  private var capacity: Int
  private var cachedHash = 0

  init(_ heap: Heap, capacity: Int) {
    self.capacity = max(capacity, 8)
    units = .allocate(capacity: self.capacity)
    count = 0
    super.init(heap, tag: Tag.text, type: 0, size: 64 + self.capacity * 2)
  }

  deinit {
    units.deallocate()
    heap.bytes -= 64 + capacity * 2
  }

  convenience init(_ heap: Heap, _ string: String) {
    let utf16 = string.utf16
    self.init(heap, capacity: utf16.count)
    for unit in utf16 {
      units[count] = unit
      count += 1
    }
  }

  convenience init(_ heap: Heap, _ buffer: UnsafeBufferPointer<UInt16>) {
    self.init(heap, capacity: buffer.count)
    if let base = buffer.baseAddress { units.update(from: base, count: buffer.count) }
    count = buffer.count
  }

  convenience init(_ heap: Heap, _ array: [UInt16]) {
    self.init(heap, capacity: array.count)
    array.withUnsafeBufferPointer { if let base = $0.baseAddress { units.update(from: base, count: $0.count) } }
    count = array.count
  }

  var buffer: UnsafeBufferPointer<UInt16> { UnsafeBufferPointer(start: units, count: count) }

  var string: String { String(decoding: buffer, as: UTF16.self) }

  /// Doubling: n appends cost O(n).
  func reserve(_ total: Int) {
    guard total > capacity else { return }
    let wanted = max(total, capacity * 2)
    let larger = UnsafeMutablePointer<UInt16>.allocate(capacity: wanted)
    larger.update(from: units, count: count)
    units.deallocate()
    units = larger
    heap.bytes += (wanted - capacity) * 2
    capacity = wanted
  }

  @inline(__always)
  func append(_ other: UnsafeBufferPointer<UInt16>) {
    let total = count + other.count
    if total > capacity { reserve(total) }
    if let base = other.baseAddress { (units + count).update(from: base, count: other.count) }
    count = total
    cachedHash = 0
  }

  @inline(__always)
  func append(_ unit: UInt16) {
    if count == capacity { reserve(count + 1) }
    units[count] = unit
    count += 1
    cachedHash = 0
  }

  /// Of the units, with a seed of the process: a tenant cannot choose colliding keys.
  var hash: Int {
    if cachedHash != 0 { return cachedHash }
    var value = Text.seed
    var at = 0
    while at + 4 <= count {
      let low = UInt64(units[at]) | UInt64(units[at + 1]) << 16
      let four = low | UInt64(units[at + 2]) << 32 | UInt64(units[at + 3]) << 48
      value = Text.mix(value ^ four)
      at += 4
    }
    while at < count {
      value = Text.mix(value ^ UInt64(units[at]))
      at += 1
    }
    value = Text.mix(value ^ UInt64(count) << 32)
    cachedHash = Int(truncatingIfNeeded: value) | 1
    return cachedHash
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ 0x2545_F491_4F6C_DD1D
  }

  static let seed = UInt64.random(in: 1 ... .max)

  func isEqual(to other: Text) -> Bool {
    if self === other { return true }
    if count != other.count { return false }
    var at = 0
    while at < count {
      if units[at] != other.units[at] { return false }
      at += 1
    }
    return true
  }
}
