import Syntax

/// A column of a table or a tree.
final class Column {
  var name: Int32
  var title: String
  var width = 0
  /// ОписаниеТипов or Неопределено, counted.
  var type: Slot

  init(_ name: Int32, title: String, type: Slot) {
    self.name = name
    self.title = title
    self.type = type
  }
}

/// The columns that a table and its rows share.
final class ColumnSet {
  private(set) var columns: [Column] = []
  private var places: [Int32: Int] = [:]
  /// Changes with every change of a value, a row or a column.
  var version = 0

  func place(of name: Int32, _ vm: VM) -> Int? { places[vm.symbols.fold(name)] }

  func place(of name: String, _ vm: VM) -> Int? { vm.symbols.known(name.trimmed).flatMap { places[$0] } }

  func insert(_ column: Column, at place: Int, _ vm: VM) {
    columns.insert(column, at: place)
    renumber(vm)
  }

  func remove(at place: Int, _ vm: VM) {
    columns[place].type.release()
    columns.remove(at: place)
    renumber(vm)
  }

  func move(_ place: Int, to target: Int, _ vm: VM) {
    columns.insert(columns.remove(at: place), at: target)
    renumber(vm)
  }

  func renumber(_ vm: VM) {
    version += 1
    places = [:]
    for (place, column) in columns.enumerated() { places[vm.symbols.fold(column.name)] = place }
  }

  func releaseAll() {
    for column in columns {
      let type = column.type
      column.type = .undefined
      type.release()
    }
    columns = []
  }
}

/// A row of a table or a tree.
final class RowObject: Container {
  let owner: ColumnSet
  private(set) var values: [Slot]
  /// The table or the rows that hold it; nil when it was removed.
  unowned(unsafe) var home: RowsObject?
  /// Rows below, in a tree.
  var children: RowsObject?

  /// Takes over the counts of the values.
  init(_ heap: Heap, _ owner: ColumnSet, _ values: [Slot], type: Int) {
    self.owner = owner
    self.values = values
    super.init(heap, type: type)
    heap.bytes += values.count * 16
  }

  deinit {
    clear()
    heap.bytes -= values.count * 16
  }

  override func clear() {
    for index in values.indices {
      let old = values[index]
      values[index] = .undefined
      old.release()
    }
    if let rows = children {
      children = nil
      rows.parent = nil
      Slot.owned(rows).release()
    }
  }

  /// Takes over the count of the value.
  func set(_ place: Int, _ value: Slot) {
    let old = values[place]
    values[place] = value
    owner.version += 1
    old.release()
  }

  func insertValue(_ value: Slot, at place: Int) {
    values.insert(value, at: place)
    heap.bytes += 16
  }

  func removeValue(at place: Int) {
    let old = values.remove(at: place)
    heap.bytes -= 16
    old.release()
  }

  func moveValue(_ place: Int, to target: Int) { values.insert(values.remove(at: place), at: target) }

  override func member(_ vm: VM, _ name: Int32) throws(Raised) -> Slot? {
    owner.place(of: name, vm).map { values[$0].retained() }
  }

  override func setMember(_ vm: VM, _ name: Int32, _ value: Slot) throws(Raised) -> Bool {
    guard let place = owner.place(of: name, vm) else { return false }
    set(place, vm.adjust(value, to: owner.columns[place].type))
    return true
  }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    if index.isText { return nil }
    if index.isObject, let column = index.object as? ColumnObject {
      return try member(vm, column.column.name)
    }
    return values[try vm.place(index, values.count, "строки")].retained()
  }

  override func setElement(_ vm: VM, _ index: Slot, _ value: Slot) throws(Raised) -> Bool {
    let place: Int
    if index.isObject, let column = index.object as? ColumnObject {
      guard let found = owner.place(of: column.column.name, vm) else { return false }
      place = found
    } else {
      place = try vm.place(index, values.count, "строки")
    }
    set(place, vm.adjust(value, to: owner.columns[place].type))
    return true
  }

  override func iterator(_ vm: VM) -> IteratorObject? { ListIterator(heap, values.map { $0.retained() }) }
}

/// A table, a tree, or the rows below a row of a tree.
final class RowsObject: Container {
  let columns: ColumnSet
  private(set) var rows: [RowObject] = []
  /// The row whose rows these are.
  unowned(unsafe) var parent: RowObject?
  private let ownsColumns: Bool
  /// Field lists that were asked to be indexed, by their folded names, and what was found for a version.
  var indexes: [[Int32]] = []
  private var built: [[Int]: (version: Int, map: [RowKey: [Int]])] = [:]

  init(_ heap: Heap, _ columns: ColumnSet?, type: Int, parent: RowObject? = nil) {
    self.columns = columns ?? ColumnSet()
    ownsColumns = columns == nil
    self.parent = parent
    super.init(heap, type: type)
  }

  deinit {
    clear()
    if ownsColumns { columns.releaseAll() }
  }

  override func clear() { removeAll() }

  var isTree: Bool { typeIndex != TypeIndex.table }
  var rowType: Int { isTree ? TypeIndex.treeRow : TypeIndex.tableRow }

  override func isFilled(_ vm: VM) -> Bool { !rows.isEmpty }
  override var elementCount: Int? { rows.count }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    if index.isText { return nil }
    return .shared(rows[try vm.place(index, rows.count, "коллекции")])
  }

  override func iterator(_ vm: VM) -> IteratorObject? {
    if typeIndex == TypeIndex.tree { return nil }
    return ListIterator(heap, rows.map { .shared($0) })
  }

  func makeRow(_ vm: VM) -> RowObject {
    RowObject(heap, columns, columns.columns.map { vm.emptyValue(of: $0.type) }, type: rowType)
  }

  /// Takes over the count of the row.
  func insert(_ row: RowObject, at place: Int) {
    row.home = self
    rows.insert(row, at: place)
    heap.bytes += 8
    columns.version += 1
  }

  func remove(at place: Int) {
    let row = rows.remove(at: place)
    heap.bytes -= 8
    columns.version += 1
    row.home = nil
    Slot.owned(row).release()
  }

  func removeAll() {
    let old = rows
    rows = []
    columns.version += 1
    heap.bytes -= old.count * 8
    for row in old {
      row.home = nil
      Slot.owned(row).release()
    }
  }

  func replace(_ order: [RowObject]) {
    rows = order
    columns.version += 1
  }

  /// All rows, those of a tree in depth.
  func allRows(includingNested isDeep: Bool) -> [RowObject] {
    if !isDeep { return rows }
    var result: [RowObject] = []
    var pending: [RowObject] = rows.reversed()
    while let row = pending.popLast() {
      result.append(row)
      if let children = row.children { pending.append(contentsOf: children.rows.reversed()) }
    }
    return result
  }

  /// Places of the rows whose fields have these values; by an index when there is one for the fields.
  func find(_ vm: VM, _ fields: [Int], _ values: [Slot]) throws(Raised) -> [Int] {
    let names = fields.map { vm.symbols.fold(columns.columns[$0].name) }
    if indexes.contains(where: { Set($0) == Set(names) }) {
      if built[fields]?.version != columns.version {
        try vm.charge(rows.count)
        var map: [RowKey: [Int]] = [:]
        for (place, row) in rows.enumerated() { map[RowKey(fields.map { row.values[$0] }), default: []].append(place) }
        built[fields] = (columns.version, map)
      }
      return built[fields]!.map[RowKey(values)] ?? []
    }
    try vm.charge(rows.count / 4)
    var found: [Int] = []
    for (place, row) in rows.enumerated() {
      var same = true
      for (index, field) in fields.enumerated() where !Keys.areEqual(row.values[field], values[index]) {
        same = false
        break
      }
      if same { found.append(place) }
    }
    return found
  }
}

/// Values of some fields as one key.
struct RowKey: Hashable {
  let values: [Slot]

  init(_ values: [Slot]) { self.values = values }

  static func == (left: RowKey, right: RowKey) -> Bool {
    left.values.count == right.values.count
      && zip(left.values, right.values).allSatisfy { Keys.areEqual($0, $1) }
  }

  func hash(into hasher: inout Hasher) {
    for value in values { hasher.combine(Keys.hash(value)) }
  }
}

/// `Таблица.Колонки`, and `Таблица.Индексы`.
final class TablePartObject: Container {
  let table: RowsObject

  init(_ heap: Heap, _ table: RowsObject, type: Int) {
    self.table = table
    table.rc += 1
    super.init(heap, type: type)
  }

  deinit { Slot.owned(table).release() }

  var isColumns: Bool { typeIndex != TypeIndex.tableIndexes }

  override var elementCount: Int? { isColumns ? table.columns.columns.count : table.indexes.count }
  override func isFilled(_ vm: VM) -> Bool { (elementCount ?? 0) > 0 }

  override func member(_ vm: VM, _ name: Int32) throws(Raised) -> Slot? {
    guard isColumns, let place = table.columns.place(of: name, vm) else { return nil }
    return .owned(ColumnObject(heap, table, table.columns.columns[place]))
  }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    if index.isText { return nil }
    let place = try vm.place(index, elementCount ?? 0, "коллекции")
    return isColumns ? .owned(ColumnObject(heap, table, table.columns.columns[place])) : .undefined
  }

  override func iterator(_ vm: VM) -> IteratorObject? {
    guard isColumns else { return nil }
    return ListIterator(heap, table.columns.columns.map { .owned(ColumnObject(heap, table, $0)) })
  }
}

/// A column as a value.
final class ColumnObject: ValueObject {
  let table: RowsObject
  let column: Column

  init(_ heap: Heap, _ table: RowsObject, _ column: Column) {
    self.table = table
    self.column = column
    table.rc += 1
    super.init(heap, type: table.isTree ? TypeIndex.treeColumn : TypeIndex.tableColumn)
  }

  deinit { Slot.owned(table).release() }

  override var keyHash: Int { ObjectIdentifier(column).hashValue }
  override func isEqual(to other: ValueObject) -> Bool { (other as? ColumnObject)?.column === column }
}

extension Library {
  private static func rows(_ object: Obj) -> RowsObject { unsafeDowncast(object, to: RowsObject.self) }
  private static func row(_ object: Obj) -> RowObject { unsafeDowncast(object, to: RowObject.self) }
  private static func part(_ object: Obj) -> TablePartObject { unsafeDowncast(object, to: TablePartObject.self) }

  /// Places of listed columns; all when the list is empty.
  private static func places(_ vm: VM, _ table: RowsObject, _ list: String) throws(Raised) -> [Int] {
    let names = vm.names(list)
    if names.isEmpty { return Array(table.columns.columns.indices) }
    var result: [Int] = []
    for name in names {
      guard let place = table.columns.place(of: name, vm) else {
        throw vm.error("Колонка не найдена (\(name))")
      }
      result.append(place)
    }
    return result
  }

  /// A row given by its number or itself.
  private static func place(_ vm: VM, _ table: RowsObject, _ slot: Slot) throws(Raised) -> Int {
    if let row = slot.object(as: RowObject.self) {
      guard let place = table.rows.firstIndex(where: { $0 === row }) else {
        throw vm.error("Строка не принадлежит таблице значений")
      }
      return place
    }
    return try vm.place(slot, table.rows.count, "коллекции")
  }

  private static func listed(_ vm: VM, _ filter: Slot, _ table: RowsObject) throws(Raised) -> ([Int], [Slot]) {
    guard let structure = filter.object(as: StructureObject.self) else { throw vm.mismatch(0) }
    var fields: [Int] = []
    for name in structure.shape.names {
      guard let place = table.columns.place(of: name, vm) else {
        throw vm.error("Колонка не найдена (\(vm.symbols.spelling(name)))")
      }
      fields.append(place)
    }
    return (fields, structure.shape.names.indices.map { structure.values[$0] })
  }

  // MARK: Rows

  private static let add = MethodEntry("Добавить", "Add", 0, 0) { (vm, this, args) throws(Raised) in
    let table = rows(this)
    let row = table.makeRow(vm)
    table.insert(row, at: table.rows.count)
    return .shared(row)
  }

  private static let rowMethods: [MethodEntry] = [
    add, count,
    MethodEntry("Вставить", "Insert", 1, 1) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let place = try vm.integer(args, 0)
      guard place >= 0, place <= table.rows.count else { throw vm.error("Индекс находится за границами коллекции") }
      let row = table.makeRow(vm)
      table.insert(row, at: place)
      return .shared(row)
    },
    MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      table.remove(at: try place(vm, table, args[0]))
      return .undefined
    },
    MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
      rows(this).removeAll()
      return .undefined
    },
    MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      return .shared(table.rows[try vm.place(args[0], table.rows.count, "коллекции")])
    },
    MethodEntry("Индекс", "IndexOf", 1, 1) { (vm, this, args) throws(Raised) in
      let row = try vm.object(args, 0, as: RowObject.self)
      return .int(rows(this).rows.firstIndex { $0 === row } ?? -1)
    },
    MethodEntry("Сдвинуть", "Move", 2, 2) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let from = try place(vm, table, args[0])
      let target = from + (try vm.integer(args, 1))
      guard target >= 0, target < table.rows.count else { throw vm.error("Индекс находится за границами коллекции") }
      var order = table.rows
      order.insert(order.remove(at: from), at: target)
      table.replace(order)
      return .undefined
    },
    MethodEntry("Найти", "Find", 1, 3) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let fields = try places(vm, table, try vm.string(args, 1))
      let all = table.allRows(includingNested: table.isTree ? try vm.truth(args, 2) : false)
      try vm.charge(all.count / 4)
      for row in all {
        for field in fields where Keys.areEqual(row.values[field], args[0]) { return .shared(row) }
      }
      return .undefined
    },
    MethodEntry("НайтиСтроки", "FindRows", 1, 2) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let (fields, values) = try listed(vm, args[0], table)
      if table.isTree {
        let all = table.allRows(includingNested: try vm.truth(args, 1))
        try vm.charge(all.count / 4)
        return vm.array(
          all.filter { row in fields.indices.allSatisfy { Keys.areEqual(row.values[fields[$0]], values[$0]) } }
            .map { .shared($0) })
      }
      return vm.array(try table.find(vm, fields, values).map { .shared(table.rows[$0]) })
    },
    MethodEntry("Сортировать", "Sort", 1, 3) { (vm, this, args) throws(Raised) in
      let isDeep = try vm.truth(args, 1)
      try sort(vm, rows(this), try vm.string(args, 0), isDeep: rows(this).isTree && isDeep)
      return .undefined
    },
    MethodEntry("Итог", "Total", 1, 2) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let field = try places(vm, table, try vm.string(args, 0))[0]
      return try total(vm, table.allRows(includingNested: table.isTree ? try vm.truth(args, 1) : false), field)
    },
    MethodEntry("ВыгрузитьКолонку", "UnloadColumn", 1, 1) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let field = try columnPlace(vm, table, args[0])
      return vm.array(table.rows.map { $0.values[field].retained() })
    },
    MethodEntry("ЗагрузитьКолонку", "LoadColumn", 2, 2) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let values = try vm.object(args, 0, as: ArrayObject.self)
      let field = try columnPlace(vm, table, args[1])
      for index in 0..<min(values.count, table.rows.count) {
        table.rows[index].set(field, vm.adjust(values[index], to: table.columns.columns[field].type))
      }
      return .undefined
    },
    MethodEntry("ЗаполнитьЗначения", "FillValues", 1, 2) { (vm, this, args) throws(Raised) in
      let table = rows(this)
      let fields = try places(vm, table, try vm.string(args, 1))
      try vm.charge(table.rows.count * fields.count / 8)
      for row in table.rows {
        for field in fields { row.set(field, vm.adjust(args[0], to: table.columns.columns[field].type)) }
      }
      return .undefined
    },
  ]

  private static func columnPlace(_ vm: VM, _ table: RowsObject, _ slot: Slot) throws(Raised) -> Int {
    if let column = slot.object(as: ColumnObject.self) {
      if let place = table.columns.columns.firstIndex(where: { $0 === column.column }) { return place }
    } else if slot.isNumber {
      return try vm.place(slot, table.columns.columns.count, "коллекции")
    } else if let place = table.columns.place(of: vm.presentation(slot), vm) {
      return place
    }
    throw vm.error("Колонка не найдена (\(vm.presentation(slot)))")
  }

  /// Skips what is no number.
  private static func total(_ vm: VM, _ rows: [RowObject], _ field: Int) throws(Raised) -> Slot {
    var sum = Slot.int(0)
    try vm.charge(rows.count / 8)
    for row in rows where row.values[field].isNumber {
      guard let next = Numbers.add(sum, row.values[field], vm.heap) else { throw vm.error("Переполнение") }
      sum.release()
      sum = next
    }
    return sum
  }

  private static func sort(_ vm: VM, _ table: RowsObject, _ list: String, isDeep: Bool) throws(Raised) {
    var keys: [(place: Int, isDescending: Bool)] = []
    for item in vm.names(list) {
      let words = item.split(separator: " ")
      guard let place = table.columns.place(of: String(words[0]), vm) else {
        throw vm.error("Колонка не найдена (\(words[0]))")
      }
      let direction = words.count > 1 ? Folding.fold(words[1]) : "возр"
      guard ["возр", "asc", "убыв", "desc"].contains(direction) else {
        throw vm.error("Неправильное направление сортировки (\(words[1]))")
      }
      keys.append((place, direction == "убыв" || direction == "desc"))
    }
    var pending = [table]
    while let rows = pending.popLast() {
      let count = rows.rows.count
      try vm.charge(count * max(1, Int.bitWidth - count.leadingZeroBitCount) / 4)
      let order = rows.rows.enumerated().sorted { left, right in
        for key in keys {
          let order = vm.sortOrder(left.element.values[key.place], right.element.values[key.place])
          if order != 0 { return key.isDescending ? order > 0 : order < 0 }
        }
        return left.offset < right.offset
      }
      rows.replace(order.map(\.element))
      if isDeep { for row in rows.rows { if let children = row.children { pending.append(children) } } }
    }
  }

  // MARK: Tables

  private static func copyTable(_ vm: VM, _ source: RowsObject, _ chosen: [RowObject], _ fields: [Int]) -> Slot {
    let table = RowsObject(vm.heap, nil, type: TypeIndex.table)
    for field in fields {
      let column = source.columns.columns[field]
      let copy = Column(column.name, title: column.title, type: column.type.retained())
      copy.width = column.width
      table.columns.insert(copy, at: table.columns.columns.count, vm)
    }
    for row in chosen {
      table.insert(
        RowObject(vm.heap, table.columns, fields.map { row.values[$0].retained() }, type: TypeIndex.tableRow),
        at: table.rows.count)
    }
    return .owned(table)
  }

  static let table = TypeEntry(
    "ТаблицаЗначений", "ValueTable", presentation: "Таблица значений",
    construct: { (vm, args) throws(Raised) in .owned(RowsObject(vm.heap, nil, type: TypeIndex.table)) },
    methods: rowMethods + [
      MethodEntry("Скопировать", "Copy", 0, 2) { (vm, this, args) throws(Raised) in
        let table = rows(this)
        let fields = try places(vm, table, try vm.string(args, 1))
        var chosen = table.rows
        if let list = args[0].object(as: ArrayObject.self) {
          chosen = []
          for slot in list.slots { chosen.append(table.rows[try place(vm, table, slot)]) }
        } else if args[0].tag == Tag.structure {
          let (filter, values) = try listed(vm, args[0], table)
          let found = try table.find(vm, filter, values)
          chosen = found.map { table.rows[$0] }
        }
        try vm.charge(chosen.count * fields.count / 4)
        return copyTable(vm, table, chosen, fields)
      },
      MethodEntry("СкопироватьКолонки", "CopyColumns", 0, 1) { (vm, this, args) throws(Raised) in
        let table = rows(this)
        return copyTable(vm, table, [], try places(vm, table, try vm.string(args, 0)))
      },
      MethodEntry("Свернуть", "GroupBy", 1, 2) { (vm, this, args) throws(Raised) in
        try group(vm, rows(this), try vm.string(args, 0), try vm.string(args, 1))
        return .undefined
      },
    ],
    properties: [
      PropertyEntry(
        "Колонки", "Columns",
        { (vm, this) throws(Raised) in
          .owned(TablePartObject(vm.heap, rows(this), type: TypeIndex.tableColumns))
        }),
      PropertyEntry(
        "Индексы", "Indexes",
        { (vm, this) throws(Raised) in
          .owned(TablePartObject(vm.heap, rows(this), type: TypeIndex.tableIndexes))
        }),
    ])

  /// Groups in the order of their first rows; other columns go.
  private static func group(_ vm: VM, _ table: RowsObject, _ keys: String, _ sums: String) throws(Raised) {
    let keyFields = vm.names(keys).isEmpty ? [] : try places(vm, table, keys)
    let sumFields = vm.names(sums).isEmpty ? [] : try places(vm, table, sums)
    try vm.charge(table.rows.count)
    var order: [RowKey] = []
    var groups: [RowKey: [RowObject]] = [:]
    for row in table.rows {
      let key = RowKey(keyFields.map { row.values[$0] })
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    var newRows: [[Slot]] = []
    for key in order {
      var values = key.values.map { $0.retained() }
      for field in sumFields { values.append(try total(vm, groups[key]!, field)) }
      newRows.append(values)
    }
    groups = [:]
    order = []
    let kept = (keyFields + sumFields).map { table.columns.columns[$0] }
    let copies = kept.map { column in
      let copy = Column(column.name, title: column.title, type: column.type.retained())
      copy.width = column.width
      return copy
    }
    table.removeAll()
    while !table.columns.columns.isEmpty { table.columns.remove(at: 0, vm) }
    for (place, column) in copies.enumerated() { table.columns.insert(column, at: place, vm) }
    for values in newRows {
      table.insert(RowObject(vm.heap, table.columns, values, type: TypeIndex.tableRow), at: table.rows.count)
    }
  }

  static let tableRow = TypeEntry(
    "СтрокаТаблицыЗначений", "ValueTableRow", presentation: "Строка таблицы значений",
    methods: [
      MethodEntry("Владелец", "Owner", 0, 0) { (vm, this, args) throws(Raised) in
        row(this).home.map { .shared($0) } ?? .undefined
      },
      MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
        let row = row(this)
        return row.values[try vm.place(args[0], row.values.count, "строки")].retained()
      },
      MethodEntry("Установить", "Set", 2, 2) { (vm, this, args) throws(Raised) in
        let row = row(this)
        let place = try vm.place(args[0], row.values.count, "строки")
        row.set(place, vm.adjust(args[1], to: row.owner.columns[place].type))
        return .undefined
      },
    ])

  // MARK: Columns

  private static let columnMethods: [MethodEntry] = [
    count,
    MethodEntry("Добавить", "Add", 0, 4) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      return try addColumn(vm, table, args, 0, at: table.columns.columns.count)
    },
    MethodEntry("Вставить", "Insert", 1, 5) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      let place = try vm.integer(args, 0)
      guard place >= 0, place <= table.columns.columns.count else {
        throw vm.error("Индекс находится за границами коллекции")
      }
      return try addColumn(vm, table, args, 1, at: place)
    },
    MethodEntry("Удалить", "Delete", 1, 1) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      let place = try columnPlace(vm, table, args[0])
      for row in table.allRows(includingNested: table.isTree) { row.removeValue(at: place) }
      table.columns.remove(at: place, vm)
      return .undefined
    },
    MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      while !table.columns.columns.isEmpty {
        for row in table.allRows(includingNested: table.isTree) { row.removeValue(at: 0) }
        table.columns.remove(at: 0, vm)
      }
      return .undefined
    },
    MethodEntry("Найти", "Find", 1, 1) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      guard let place = table.columns.place(of: try vm.string(args, 0), vm) else { return .undefined }
      return .owned(ColumnObject(vm.heap, table, table.columns.columns[place]))
    },
    MethodEntry("Индекс", "IndexOf", 1, 1) { (vm, this, args) throws(Raised) in
      let column = try vm.object(args, 0, as: ColumnObject.self)
      return .int(part(this).table.columns.columns.firstIndex { $0 === column.column } ?? -1)
    },
    MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      let place = try vm.place(args[0], table.columns.columns.count, "коллекции")
      return .owned(ColumnObject(vm.heap, table, table.columns.columns[place]))
    },
    MethodEntry("Сдвинуть", "Move", 2, 2) { (vm, this, args) throws(Raised) in
      let table = part(this).table
      let from = try columnPlace(vm, table, args[0])
      let target = from + (try vm.integer(args, 1))
      guard target >= 0, target < table.columns.columns.count else {
        throw vm.error("Индекс находится за границами коллекции")
      }
      for row in table.allRows(includingNested: table.isTree) { row.moveValue(from, to: target) }
      table.columns.move(from, to: target, vm)
      return .undefined
    },
  ]

  private static func addColumn(
    _ vm: VM, _ table: RowsObject, _ args: Args, _ first: Int, at place: Int
  ) throws(Raised) -> Slot {
    var name = args.has(first) ? try vm.string(args, first).trimmed : ""
    if name.isEmpty {
      var number = table.columns.columns.count + 1
      while table.columns.place(of: "Колонка\(number)", vm) != nil { number += 1 }
      name = "Колонка\(number)"
    }
    guard isName(name) else { throw vm.error("Неправильное имя колонки (\(name))") }
    if table.columns.place(of: name, vm) != nil {
      throw vm.error("Колонка с указанным именем уже существует (\(name))")
    }
    let type = args[first + 1]
    if !type.isUndefined, !(type.isObject && type.object is TypeDescriptionObject) { throw vm.mismatch(first + 1) }
    let title = args.has(first + 2) ? try vm.string(args, first + 2) : name
    let column = Column(vm.symbols.number(name), title: title, type: type.retained())
    column.width = try vm.integer(args, first + 3, default: 0)
    table.columns.insert(column, at: place, vm)
    for row in table.allRows(includingNested: table.isTree) {
      row.insertValue(vm.emptyValue(of: type), at: place)
    }
    return .owned(ColumnObject(vm.heap, table, column))
  }

  static let tableColumns = TypeEntry(
    "КоллекцияКолонокТаблицыЗначений", "ValueTableColumnCollection",
    presentation: "Коллекция колонок таблицы значений", methods: columnMethods)

  static let treeColumns = TypeEntry(
    "КоллекцияКолонокДереваЗначений", "ValueTreeColumnCollection",
    presentation: "Коллекция колонок дерева значений", methods: columnMethods)

  private static let columnProperties: [PropertyEntry] = [
    PropertyEntry(
      "Имя", "Name",
      { (vm, this) throws(Raised) in
        vm.text(vm.symbols.spelling(unsafeDowncast(this, to: ColumnObject.self).column.name))
      },
      set: { (vm, this, value) throws(Raised) in
        let column = unsafeDowncast(this, to: ColumnObject.self)
        let name = vm.presentation(value)
        if let other = column.table.columns.place(of: name, vm), column.table.columns.columns[other] !== column.column {
          throw vm.error("Колонка с указанным именем уже существует (\(name))")
        }
        guard isName(name) else { throw vm.error("Неправильное имя колонки (\(name))") }
        column.column.name = vm.symbols.number(name)
        column.table.columns.renumber(vm)
      }),
    PropertyEntry(
      "Заголовок", "Title",
      { (vm, this) throws(Raised) in vm.text(unsafeDowncast(this, to: ColumnObject.self).column.title) },
      set: { (vm, this, value) throws(Raised) in
        unsafeDowncast(this, to: ColumnObject.self).column.title = vm.presentation(value)
      }),
    PropertyEntry(
      "ТипЗначения", "ValueType",
      { (vm, this) throws(Raised) in
        let type = unsafeDowncast(this, to: ColumnObject.self).column.type
        return type.isUndefined ? .owned(TypeDescriptionObject(vm.heap, [])) : type.retained()
      }),
    PropertyEntry(
      "Ширина", "Width",
      { (vm, this) throws(Raised) in .int(unsafeDowncast(this, to: ColumnObject.self).column.width) },
      set: { (vm, this, value) throws(Raised) in
        unsafeDowncast(this, to: ColumnObject.self).column.width = Numbers.integer(value) ?? 0
      }),
  ]

  static let tableColumn = TypeEntry(
    "КолонкаТаблицыЗначений", "ValueTableColumn", presentation: "Колонка таблицы значений",
    properties: columnProperties)
  static let treeColumn = TypeEntry(
    "КолонкаДереваЗначений", "ValueTreeColumn", presentation: "Колонка дерева значений", properties: columnProperties)

  static let tableIndexes = TypeEntry(
    "ИндексыКоллекции", "CollectionIndexes", presentation: "Индексы коллекции",
    methods: [
      count,
      MethodEntry("Добавить", "Add", 1, 1) { (vm, this, args) throws(Raised) in
        let table = part(this).table
        let fields = try places(vm, table, try vm.string(args, 0))
        table.indexes.append(fields.map { vm.symbols.fold(table.columns.columns[$0].name) })
        return .undefined
      },
      MethodEntry("Очистить", "Clear", 0, 0) { (vm, this, args) throws(Raised) in
        part(this).table.indexes = []
        return .undefined
      },
    ])
  static let tableIndex = TypeEntry("ИндексКоллекции", "CollectionIndex", presentation: "Индекс коллекции")

  // MARK: Trees

  static let tree = TypeEntry(
    "ДеревоЗначений", "ValueTree", presentation: "Дерево значений",
    construct: { (vm, args) throws(Raised) in .owned(RowsObject(vm.heap, nil, type: TypeIndex.tree)) },
    methods: [
      MethodEntry("Скопировать", "Copy", 0, 2) { (vm, this, args) throws(Raised) in
        let source = rows(this)
        let fields = try places(vm, source, try vm.string(args, 1))
        let copy = RowsObject(vm.heap, nil, type: TypeIndex.tree)
        for field in fields {
          let column = source.columns.columns[field]
          let new = Column(column.name, title: column.title, type: column.type.retained())
          copy.columns.insert(new, at: copy.columns.columns.count, vm)
        }
        var pending: [(RowsObject, RowsObject)] = [(source, copy)]
        while let (from, to) = pending.popLast() {
          try vm.charge(from.rows.count)
          for row in from.rows {
            let new = RowObject(
              vm.heap, copy.columns, fields.map { row.values[$0].retained() }, type: TypeIndex.treeRow)
            to.insert(new, at: to.rows.count)
            if let children = row.children { pending.append((children, childRows(vm, new))) }
          }
        }
        return .owned(copy)
      }
    ],
    properties: [
      PropertyEntry(
        "Колонки", "Columns",
        { (vm, this) throws(Raised) in
          .owned(TablePartObject(vm.heap, rows(this), type: TypeIndex.treeColumns))
        }),
      PropertyEntry(
        "Строки", "Rows",
        { (vm, this) throws(Raised) in
          .owned(TreeRowsObject(vm.heap, rows(this)))
        }),
    ])

  static func childRows(_ vm: VM, _ row: RowObject) -> RowsObject {
    if let children = row.children { return children }
    let children = RowsObject(vm.heap, row.owner, type: TypeIndex.treeRows, parent: row)
    row.children = children
    return children
  }

  private static let treeRowMethods: [MethodEntry] = rowMethods.map { entry in
    MethodEntry(entry.russian, entry.english, entry.least, entry.most) { (vm, this, args) throws(Raised) in
      let target: Obj = (this as? TreeRowsObject)?.tree ?? this
      return try entry.body(vm, target, args)
    }
  }

  static let treeRows = TypeEntry(
    "КоллекцияСтрокДереваЗначений", "ValueTreeRowCollection", presentation: "Коллекция строк дерева значений",
    methods: treeRowMethods,
    properties: [
      PropertyEntry(
        "Родитель", "Parent",
        { (vm, this) throws(Raised) in
          (this as? RowsObject)?.parent.map { .shared($0) } ?? .undefined
        })
    ])

  static let treeRow = TypeEntry(
    "СтрокаДереваЗначений", "ValueTreeRow", presentation: "Строка дерева значений",
    methods: [
      MethodEntry("Уровень", "Level", 0, 0) { (vm, this, args) throws(Raised) in
        var level = 0
        var at = row(this).home?.parent
        while let parent = at {
          level += 1
          at = parent.home?.parent
        }
        return .int(level)
      },
      MethodEntry("Получить", "Get", 1, 1) { (vm, this, args) throws(Raised) in
        let row = row(this)
        return row.values[try vm.place(args[0], row.values.count, "строки")].retained()
      },
      MethodEntry("Установить", "Set", 2, 2) { (vm, this, args) throws(Raised) in
        let row = row(this)
        let place = try vm.place(args[0], row.values.count, "строки")
        row.set(place, vm.adjust(args[1], to: row.owner.columns[place].type))
        return .undefined
      },
    ],
    properties: [
      PropertyEntry("Строки", "Rows", { (vm, this) throws(Raised) in .shared(childRows(vm, row(this))) }),
      PropertyEntry(
        "Родитель", "Parent",
        { (vm, this) throws(Raised) in
          row(this).home?.parent.map { .shared($0) } ?? .undefined
        }),
    ])
}

/// `Дерево.Строки`: the rows at the top of a tree.
final class TreeRowsObject: Container {
  let tree: RowsObject

  init(_ heap: Heap, _ tree: RowsObject) {
    self.tree = tree
    tree.rc += 1
    super.init(heap, type: TypeIndex.treeRows)
  }

  deinit { Slot.owned(tree).release() }

  override var elementCount: Int? { tree.rows.count }
  override func isFilled(_ vm: VM) -> Bool { !tree.rows.isEmpty }

  override func element(_ vm: VM, _ index: Slot) throws(Raised) -> Slot? {
    if index.isText { return nil }
    return .shared(tree.rows[try vm.place(index, tree.rows.count, "коллекции")])
  }

  override func iterator(_ vm: VM) -> IteratorObject? { ListIterator(heap, tree.rows.map { .shared($0) }) }
}
