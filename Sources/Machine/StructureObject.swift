import Syntax

/// Names that one session has met. A name has a number for each spelling; names that differ in case have the number of
/// the folded one in common.
final class SymbolTable {
  private var numbers: [String: Int32] = [:]
  private(set) var spellings: [String] = []
  private(set) var canonical: [Int32] = []

  func number(_ name: String) -> Int32 {
    if let known = numbers[name] { return known }
    let number = Int32(spellings.count)
    spellings.append(name)
    canonical.append(number)
    numbers[name] = number
    let folded = Folding.fold(name)
    if folded != name { canonical[Int(number)] = self.number(folded) }
    return number
  }

  func fold(_ number: Int32) -> Int32 { canonical[Int(number)] }

  /// The number of the folded name, when it was met at all.
  func known(_ name: String) -> Int32? { numbers[name].map(fold) ?? numbers[Folding.fold(name)] }

  func spelling(_ number: Int32) -> String { spellings[Int(number)] }
}

/// The names of a structure's fields in order. Structures that were filled alike share one shape, so that a field is
/// found once per place in the code, not once per access.
final class Shape {
  let id: Int
  let names: [Int32]
  private(set) var places: [Int32: Int]
  var following: [Int32: Shape] = [:]

  init(id: Int, names: [Int32], _ symbols: SymbolTable?) {
    self.id = id
    self.names = names
    places = [:]
    for (place, name) in names.enumerated() { places[symbols!.fold(name)] = place }
  }
}

/// All shapes of one session.
final class Shapes {
  private var next = 1
  let empty = Shape(id: 1, names: [], nil)
  let symbols: SymbolTable

  init(_ symbols: SymbolTable) { self.symbols = symbols }

  func shape(_ shape: Shape, adding name: Int32) -> Shape {
    if let known = shape.following[name] { return known }
    next += 1
    let new = Shape(id: next, names: shape.names + [name], symbols)
    shape.following[name] = new
    return new
  }

  func shape(of names: some Sequence<Int32>) -> Shape {
    var shape = empty
    for name in names { shape = self.shape(shape, adding: name) }
    return shape
  }
}

/// Структура and ФиксированнаяСтруктура.
final class StructureObject: Container {
  unowned(unsafe) let shapes: Shapes
  private(set) var shape: Shape
  private(set) var values: UnsafeMutablePointer<Slot>
  private(set) var count = 0
  private var capacity = 4
  private(set) var shapeID: Int
  let isFixed: Bool

  init(_ heap: Heap, _ shapes: Shapes, isFixed: Bool = false) {
    self.shapes = shapes
    shape = shapes.empty
    shapeID = shapes.empty.id
    values = .allocate(capacity: 4)
    self.isFixed = isFixed
    super.init(heap, tag: Tag.structure, type: isFixed ? TypeIndex.fixedStructure : TypeIndex.structure)
    heap.bytes += 4 * 16
  }

  deinit {
    clear()
    values.deallocate()
    heap.bytes -= capacity * 16
  }

  override func iterator(_ vm: VM) -> IteratorObject? { StructureIterator(heap, self) }
  override func member(_ vm: VM, _ name: Int32) throws(Raised) -> Slot? { value(of: name)?.retained() }
  override func isFilled(_ vm: VM) -> Bool { count > 0 }
  override var elementCount: Int? { count }

  override func clear() {
    let old = count
    count = 0
    shape = shapes.empty
    shapeID = shape.id
    for at in 0..<old { values[at].release() }
  }

  /// Takes over the count of the value.
  func insert(_ name: Int32, _ value: Slot) {
    if let place = shape.places[shapes.symbols.fold(name)] { return (values + place).put(value) }
    if count == capacity {
      let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
      larger.update(from: values, count: count)
      values.deallocate()
      values = larger
      heap.bytes += capacity * 16
      capacity *= 2
    }
    values[count] = value
    count += 1
    shape = shapes.shape(shape, adding: name)
    shapeID = shape.id
  }

  func remove(_ name: Int32) -> Bool {
    guard let place = shape.places[shapes.symbols.fold(name)] else { return false }
    let old = values[place]
    for at in place..<(count - 1) { values[at] = values[at + 1] }
    count -= 1
    shape = shapes.shape(of: shape.names.filter { shapes.symbols.fold($0) != shapes.symbols.fold(name) })
    shapeID = shape.id
    old.release()
    return true
  }

  /// Borrowed. The number is any spelling's.
  func value(of name: Int32) -> Slot? { place(of: name).map { values[$0] } }

  func place(of name: Int32) -> Int? { shape.places[shapes.symbols.fold(name)] }
}
