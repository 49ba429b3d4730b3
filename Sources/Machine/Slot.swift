/// A value of the language: 16 bytes, copied by bits. What is an object is counted by hand: a register, an element and
/// a constant own one count each; a native borrows its arguments and returns an owned slot.
///
/// `meta`: bits 0–7 the tag, 8–15 the scale of a number, 16–63 the high 48 bits of a middle number's mantissa.
struct Slot: BitwiseCopyable {
  var meta: UInt64
  var bits: UInt64

  @inline(__always)
  init(meta: UInt64, bits: UInt64) {
    self.meta = meta
    self.bits = bits
  }

  static var undefined: Slot { Slot(meta: Tag.undefined, bits: 0) }
  static var null: Slot { Slot(meta: Tag.null, bits: 0) }
  static var omitted: Slot { Slot(meta: Tag.omitted, bits: 0) }
  static var yes: Slot { Slot(meta: Tag.bool, bits: 1) }
  static var no: Slot { Slot(meta: Tag.bool, bits: 0) }

  @inline(__always)
  static func bool(_ value: Bool) -> Slot { Slot(meta: Tag.bool, bits: value ? 1 : 0) }

  @inline(__always)
  static func int(_ value: Int) -> Slot { Slot(meta: Tag.number, bits: UInt64(bitPattern: Int64(value))) }

  /// Seconds since 1 January of year 1.
  @inline(__always)
  static func date(_ seconds: Int64) -> Slot { Slot(meta: Tag.date, bits: UInt64(bitPattern: seconds)) }

  static func type(_ index: Int) -> Slot { Slot(meta: Tag.type, bits: UInt64(index)) }

  /// A value of a system enumeration; value 0 is the enumeration itself.
  static func system(_ enumeration: Int, _ value: Int) -> Slot {
    Slot(meta: Tag.system, bits: UInt64(enumeration) << 32 | UInt64(value))
  }

  /// Takes over the one count of a new object.
  @inline(__always)
  static func owned(_ object: Obj) -> Slot {
    Slot(meta: object.tag, bits: UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())))
  }

  /// One more count of an object that is owned elsewhere.
  @inline(__always)
  static func shared(_ object: Obj) -> Slot {
    object.rc += 1
    return owned(object)
  }

  @inline(__always) var tag: UInt64 { meta & 0xFF }
  @inline(__always) var isObject: Bool { meta & 0x80 != 0 }
  @inline(__always) var isUndefined: Bool { meta & 0xFF == Tag.undefined }
  @inline(__always) var isOmitted: Bool { meta & 0xFF == Tag.omitted }
  @inline(__always) var isText: Bool { meta & 0xFF == Tag.text }
  @inline(__always) var isNumber: Bool {
    let tag = meta & 0xFF
    return tag == Tag.number || tag == Tag.middle || tag == Tag.wide
  }
  @inline(__always) var isTrue: Bool { bits != 0 }
  @inline(__always) var seconds: Int64 { Int64(bitPattern: bits) }
  @inline(__always) var scale: Int { Int(meta >> 8 & 0xFF) }

  /// The object, not counted: valid while its owner is.
  @inline(__always)
  var object: Obj { Unmanaged<Obj>.fromOpaque(UnsafeRawPointer(bitPattern: UInt(bits))!).takeUnretainedValue() }

  @inline(__always)
  func object<T: Obj>(as type: T.Type) -> T? { isObject ? object as? T : nil }

  /// The text; only when `isText`.
  @inline(__always)
  var text: Text {
    let pointer = UnsafeRawPointer(bitPattern: UInt(bits))!
    return Unmanaged<Text>.fromOpaque(pointer).takeUnretainedValue()
  }

  @inline(__always)
  func retain() {
    if isObject {
      Unmanaged<Obj>.fromOpaque(UnsafeRawPointer(bitPattern: UInt(bits))!)._withUnsafeGuaranteedRef { $0.rc += 1 }
    }
  }

  /// The same value with a count of its own.
  @inline(__always)
  func retained() -> Slot {
    retain()
    return self
  }

  @inline(__always)
  func release() {
    if isObject { releaseObject() }
  }

  @inline(never)
  func releaseObject() {
    let reference = Unmanaged<Obj>.fromOpaque(UnsafeRawPointer(bitPattern: UInt(bits))!)
    let left = reference._withUnsafeGuaranteedRef { object in
      object.rc -= 1
      return object.rc
    }
    #if VM_CHECK
      precondition(left >= 0, "a slot was released once too often")
    #endif
    if left == 0 { reference._withUnsafeGuaranteedRef { $0.heap.free($0) } }
  }
}

enum Tag {
  static var undefined: UInt64 { 0 }
  static var null: UInt64 { 1 }
  static var bool: UInt64 { 2 }
  /// A number whose mantissa fits in 64 bits.
  static var number: UInt64 { 3 }
  /// A number whose mantissa fits in 112 bits.
  static var middle: UInt64 { 4 }
  static var date: UInt64 { 5 }
  static var type: UInt64 { 6 }
  static var system: UInt64 { 7 }
  /// An argument that was not given.
  static var omitted: UInt64 { 9 }
  static var text: UInt64 { 0x80 }
  static var wide: UInt64 { 0x81 }
  static var object: UInt64 { 0x82 }
  static var array: UInt64 { 0x83 }
  static var map: UInt64 { 0x84 }
  static var structure: UInt64 { 0x85 }
}

extension UnsafeMutablePointer<Slot> {
  /// Stores an owned value, and only then lets the old one go.
  @inline(__always)
  func put(_ value: Slot) {
    let old = pointee
    pointee = value
    if old.isObject { old.releaseObject() }
  }

  /// Stores a value that is owned elsewhere.
  @inline(__always)
  func copy(_ value: Slot) {
    value.retain()
    put(value)
  }
}
