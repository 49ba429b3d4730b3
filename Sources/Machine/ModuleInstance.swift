/// A module in one session: its variables, its constants as slots, and what its code found at each of its places.
final class ModuleInstance: Container {
  enum State { case new, running, ready }

  let program: Program
  let constants: UnsafeMutablePointer<Slot>
  let variables: UnsafeMutablePointer<Slot>
  let symbols: UnsafeMutablePointer<Int32>
  /// What a member's or a method's place found the last time: shape or type in the high half, place + 1 in the low.
  let sites: UnsafeMutablePointer<UInt64>
  let records: UnsafeMutablePointer<FunctionRecord>
  var state = State.new
  /// The module whose text of `Выполнить` this is.
  unowned(unsafe) let owner: ModuleInstance?

  init(_ vm: VM, _ program: Program, owner: ModuleInstance? = nil) {
    self.program = program
    self.owner = owner
    constants = .allocate(capacity: max(program.constants.count, 1))
    symbols = .allocate(capacity: max(program.symbols.count, 1))
    sites = .allocate(capacity: max(program.siteCount, 1))
    sites.initialize(repeating: 0, count: max(program.siteCount, 1))
    records = program.records
    if let owner {
      variables = owner.variables
      state = .ready
    } else {
      variables = .allocate(capacity: max(program.variables.count, 1))
      variables.initialize(repeating: .undefined, count: max(program.variables.count, 1))
    }
    super.init(vm.heap, type: TypeIndex.module)
    for (index, constant) in program.constants.enumerated() { constants[index] = vm.slot(of: constant) }
    for (index, symbol) in program.symbols.enumerated() { symbols[index] = vm.symbols.number(symbol) }
    heap.bytes += footprint
  }

  override func member(_ vm: VM, _ name: Int32) throws(Raised) -> Slot? {
    guard case .variable(let place)? = program.exports[vm.symbols.spelling(vm.symbols.fold(name))] else { return nil }
    guard vm.prepare(self) else { throw Raised() }
    return variables[place].retained()
  }

  override func setMember(_ vm: VM, _ name: Int32, _ value: Slot) throws(Raised) -> Bool {
    guard case .variable(let place)? = program.exports[vm.symbols.spelling(vm.symbols.fold(name))] else { return false }
    guard vm.prepare(self) else { throw Raised() }
    (variables + place).copy(value)
    return true
  }

  override func presentation(_ vm: VM) -> String { program.name }

  private var footprint: Int {
    (program.constants.count + program.variables.count) * 16 + program.siteCount * 8 + program.symbols.count * 4
  }

  deinit {
    clear()
    constants.deallocate()
    symbols.deallocate()
    sites.deallocate()
    if owner == nil { variables.deallocate() }
    heap.bytes -= footprint
  }

  override func clear() {
    for index in program.constants.indices { (constants + index).put(.undefined) }
    if owner == nil { for index in program.variables.indices { (variables + index).put(.undefined) } }
  }
}
