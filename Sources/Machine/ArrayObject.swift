/// Массив and ФиксированныйМассив: slots in a buffer that doubles.
final class ArrayObject: Container {
  private(set) var items: UnsafeMutablePointer<Slot>
  private(set) var count = 0
  private var capacity: Int
  let isFixed: Bool

  init(_ heap: Heap, capacity: Int = 4, isFixed: Bool = false) {
    self.capacity = max(capacity, 4)
    self.isFixed = isFixed
    items = .allocate(capacity: self.capacity)
    super.init(heap, tag: Tag.array, type: isFixed ? TypeIndex.fixedArray : TypeIndex.array)
    heap.bytes += self.capacity * 16
  }

  deinit {
    clear()
    items.deallocate()
    heap.bytes -= capacity * 16
  }

  override func iterator(_ vm: VM) -> IteratorObject? { ArrayIterator(heap, self) }
  override func isFilled(_ vm: VM) -> Bool { count > 0 }
  override var elementCount: Int? { count }

  override func clear() {
    while count > 0 {
      count -= 1
      items[count].release()
    }
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
    larger.update(from: items, count: count)
    items.deallocate()
    items = larger
    heap.bytes += capacity * 16
    capacity *= 2
  }

  /// Takes over the count of the value.
  @inline(__always)
  func append(_ value: Slot) {
    if count == capacity { grow() }
    items[count] = value
    count += 1
  }

  /// Takes over the count of the value.
  func insert(_ value: Slot, at place: Int) {
    append(value)
    var at = count - 1
    while at > place {
      items[at] = items[at - 1]
      at -= 1
    }
    items[place] = value
  }

  func remove(at place: Int) {
    let old = take(at: place)
    old.release()
  }

  /// The element, which is no longer in the array.
  func take(at place: Int) -> Slot {
    let old = items[place]
    var at = place
    while at < count - 1 {
      items[at] = items[at + 1]
      at += 1
    }
    count -= 1
    return old
  }

  subscript(_ place: Int) -> Slot { items[place] }

  var slots: UnsafeMutableBufferPointer<Slot> { UnsafeMutableBufferPointer(start: items, count: count) }
}
