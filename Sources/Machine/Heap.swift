/// All objects of one session: their number, their bytes, and a list of those that may refer to others, so that rings of
/// references go when the session ends.
final class Heap {
  /// Bytes held, as far as the machine counts them: buffers and object headers.
  final var bytes = 0
  /// Bytes allowed.
  final var limit = Int.max
  final var live = 0
  private var first: Unmanaged<Container>?
  private var pending: [Unmanaged<Obj>] = []
  private var isFreeing = false

  @inline(__always) var isOverLimit: Bool { bytes > limit }

  /// Whether so many bytes more would pass the limit. Asked before a large piece is taken.
  @inline(__always)
  func allows(_ more: Int) -> Bool { bytes &+ more <= limit }

  func link(_ object: Container) {
    object.following = first
    object.previous = nil
    first?._withUnsafeGuaranteedRef { $0.previous = Unmanaged.passUnretained(object) }
    first = Unmanaged.passUnretained(object)
  }

  func unlink(_ object: Container) {
    if let previous = object.previous {
      previous._withUnsafeGuaranteedRef { $0.following = object.following }
    } else {
      first = object.following
    }
    object.following?._withUnsafeGuaranteedRef { $0.previous = object.previous }
    object.following = nil
    object.previous = nil
  }

  /// An object without owners: what it holds is let go in a loop, so that long chains take no native stack.
  func free(_ object: Obj) {
    guard object.tag > Tag.wide else {
      Unmanaged.passUnretained(object).release()
      return
    }
    pending.append(Unmanaged.passUnretained(object))
    if isFreeing { return }
    isFreeing = true
    while let next = pending.popLast() {
      next._withUnsafeGuaranteedRef { object in
        let container = unsafeDowncast(object, to: Container.self)
        container.clear()
        unlink(container)
      }
      next.release()
    }
    isFreeing = false
  }

  /// The end of the session: everything goes, rings too.
  func close() {
    var all: [Unmanaged<Container>] = []
    var next = first
    while let object = next {
      all.append(object)
      next = object._withUnsafeGuaranteedRef { container in
        container.rc += 1 << 40
        return container.following
      }
    }
    for object in all { object._withUnsafeGuaranteedRef { $0.clear() } }
    for object in all {
      object._withUnsafeGuaranteedRef { unlink($0) }
      object.release()
    }
  }
}

/// What a slot may own. The counter is the machine's own; Swift's counter stays at one.
class Obj {
  final var rc = 1
  unowned(unsafe) final let heap: Heap
  final let tag: UInt64
  /// Index in `Library.types`.
  final let typeIndex: Int

  init(_ heap: Heap, tag: UInt64, type: Int, size: Int = 64) {
    self.heap = heap
    self.tag = tag
    self.typeIndex = type
    heap.live += 1
    heap.bytes += size
    // The count that the machine gives back with `release`.
    _ = Unmanaged.passRetained(self)
  }

  deinit {
    heap.live -= 1
  }

  // What a type may do otherwise than its tables say.

  /// `Строка(объект)`.
  func presentation(_ vm: VM) -> String { vm.typeName(typeIndex) }

  /// A member that no table lists, owned; nil when there is none.
  func member(_ vm: VM, _ name: Int32) throws(Raised) -> Slot? { nil }

  /// False when there is no such member.
  func setMember(_ vm: VM, _ name: Int32, _ value: Slot) throws(Raised) -> Bool { false }

  /// `объект[индекс]`, owned; nil when it has no elements.
  func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? { nil }

  /// False when elements cannot be assigned.
  func setElement(_ vm: VM, _ index: Slot, _ value: Slot) throws(Raised) -> Bool { false }

  /// For `Для Каждого`; nil when it cannot be gone over.
  func iterator(_ vm: VM) -> IteratorObject? { nil }

  /// For `ЗначениеЗаполнено`; collections without elements are not filled.
  func isFilled(_ vm: VM) -> Bool { true }

  /// For `Количество()`; nil when it has none.
  var elementCount: Int? { nil }
}

/// An object that holds slots.
class Container: Obj {
  fileprivate final var previous: Unmanaged<Container>?
  fileprivate final var following: Unmanaged<Container>?

  init(_ heap: Heap, tag: UInt64 = Tag.object, type: Int) {
    super.init(heap, tag: tag, type: type, size: 96)
    heap.link(self)
  }

  /// Lets go of everything that it holds.
  func clear() {}

  deinit { heap.bytes -= 96 }
}
