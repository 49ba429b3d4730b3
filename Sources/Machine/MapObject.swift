/// Соответствие: entries in the order of insertion and an open-addressed index of their hashes.
final class MapObject: Container {
  struct Entry {
    var key: Slot
    var value: Slot
    var hash: Int
  }

  private(set) var entries: UnsafeMutablePointer<Entry>
  /// Places used in `entries`, removed ones among them.
  private(set) var used = 0
  private(set) var count = 0
  private var capacity: Int
  /// High 32 bits of the hash and the entry's number plus one; 0 is free, 1 << 63 … is never an entry.
  private var index: UnsafeMutablePointer<UInt64>
  private var mask: Int
  let isFixed: Bool

  init(_ heap: Heap, isFixed: Bool = false) {
    capacity = 8
    entries = .allocate(capacity: 8)
    index = .allocate(capacity: 16)
    index.initialize(repeating: 0, count: 16)
    mask = 15
    self.isFixed = isFixed
    super.init(heap, tag: Tag.map, type: isFixed ? TypeIndex.fixedMap : TypeIndex.map)
    heap.bytes += 8 * 40 + 16 * 8
  }

  deinit {
    clear()
    entries.deallocate()
    index.deallocate()
    heap.bytes -= capacity * 40 + (mask + 1) * 8
  }

  override func iterator(_ vm: VM) -> IteratorObject? { MapIterator(heap, self) }
  override func isFilled(_ vm: VM) -> Bool { count > 0 }
  override var elementCount: Int? { count }

  override func clear() {
    let old = used
    used = 0
    count = 0
    index.update(repeating: 0, count: mask + 1)
    for at in 0..<old where !entries[at].key.isOmitted {
      entries[at].key.release()
      entries[at].value.release()
    }
  }

  @inline(__always)
  private func find(_ key: Slot, _ hash: Int) -> Int {
    let high = UInt64(bitPattern: Int64(hash)) & 0xFFFF_FFFF_0000_0000
    var place = hash & mask
    while true {
      let cell = index[place]
      if cell == 0 { return -1 }
      if cell & 0xFFFF_FFFF_0000_0000 == high {
        let at = Int(cell & 0xFFFF_FFFF) - 1
        let entry = entries[at]
        if entry.hash == hash, Keys.areEqual(entry.key, key) { return at }
      }
      place = (place + 1) & mask
    }
  }

  /// Borrowed; nil when there is no such key.
  func value(of key: Slot) -> Slot? {
    let at = find(key, Keys.hash(key))
    return at < 0 ? nil : entries[at].value
  }

  /// Takes over the counts of both.
  func insert(_ key: Slot, _ value: Slot) {
    let hash = Keys.hash(key)
    let at = find(key, hash)
    if at >= 0 {
      let old = entries[at].value
      entries[at].value = value
      old.release()
      key.release()
      return
    }
    if used == capacity { grow() }
    entries[used] = Entry(key: key, value: value, hash: hash)
    put(hash, used)
    used += 1
    count += 1
  }

  @inline(__always)
  private func put(_ hash: Int, _ at: Int) {
    var place = hash & mask
    while index[place] != 0 { place = (place + 1) & mask }
    index[place] = UInt64(bitPattern: Int64(hash)) & 0xFFFF_FFFF_0000_0000 | UInt64(at + 1)
  }

  private func grow() {
    let before = capacity * 40 + (mask + 1) * 8
    if count * 2 > capacity { capacity *= 2 }
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    var kept = 0
    for at in 0..<used where !entries[at].key.isOmitted {
      larger[kept] = entries[at]
      kept += 1
    }
    entries.deallocate()
    entries = larger
    used = kept
    index.deallocate()
    mask = capacity * 2 - 1
    index = .allocate(capacity: mask + 1)
    index.initialize(repeating: 0, count: mask + 1)
    for at in 0..<used { put(entries[at].hash, at) }
    heap.bytes += capacity * 40 + (mask + 1) * 8 - before
  }

  func remove(_ key: Slot) -> Bool {
    let at = find(key, Keys.hash(key))
    guard at >= 0 else { return false }
    let entry = entries[at]
    // The index keeps its cell; the entry's key says that nothing is there.
    entries[at].key = .omitted
    entries[at].value = .undefined
    count -= 1
    entry.key.release()
    entry.value.release()
    if count == 0 { clear() }
    return true
  }

  /// The entry at or after a place; nil at the end.
  func entry(from place: inout Int) -> Entry? {
    while place < used {
      let entry = entries[place]
      place += 1
      if !entry.key.isOmitted { return entry }
    }
    return nil
  }
}

/// Equality as keys, and the hash that goes with it: unlike `=`, Истина is not 1.
enum Keys {
  @inline(__always)
  static func hash(_ key: Slot) -> Int {
    switch key.tag {
    case Tag.text: return key.text.hash
    case Tag.number, Tag.middle, Tag.wide: return Numbers.hash(key)
    case Tag.object:
      if let identifier = key.object as? ValueObject { return identifier.keyHash }
      return Int(truncatingIfNeeded: Text.mix(key.bits ^ Text.seed))
    default: return Int(truncatingIfNeeded: Text.mix(key.bits ^ Text.seed ^ key.tag << 56))
    }
  }

  @inline(__always)
  static func areEqual(_ left: Slot, _ right: Slot) -> Bool {
    if left.meta == right.meta, left.bits == right.bits { return true }
    let tag = left.tag
    if tag == Tag.text { return right.tag == Tag.text && left.text.isEqual(to: right.text) }
    if left.isNumber { return right.isNumber && Numbers.compare(left, right) == 0 }
    if tag == Tag.object, right.tag == Tag.object, let one = left.object as? ValueObject,
      let other = right.object as? ValueObject
    {
      return one.isEqual(to: other)
    }
    return false
  }
}

/// Objects that are equal by what they hold: identifiers, type descriptions and the like.
class ValueObject: Container {
  var keyHash: Int { 0 }
  func isEqual(to other: ValueObject) -> Bool { self === other }
}
