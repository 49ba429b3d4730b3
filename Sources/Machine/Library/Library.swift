import Syntax

/// What natives are given: their arguments stand in the machine's stack and are borrowed.
struct Args {
  unowned(unsafe) let vm: VM
  let start: Int
  let count: Int

  /// The argument; Неопределено where none was given.
  @inline(__always)
  subscript(_ index: Int) -> Slot {
    guard index < count else { return .undefined }
    let slot = vm.stack[start + index]
    return slot.isOmitted ? .undefined : slot
  }

  @inline(__always)
  func has(_ index: Int) -> Bool { index < count && !vm.stack[start + index].isOmitted }
}

typealias NativeFunction = (VM, Args) throws(Raised) -> Slot
typealias NativeMethod = (VM, Obj, Args) throws(Raised) -> Slot

/// A global function under its two names.
struct FunctionEntry: @unchecked Sendable {
  let russian: String
  let english: String
  let least: Int
  let most: Int
  let body: NativeFunction

  init(_ russian: String, _ english: String, _ least: Int, _ most: Int, _ body: @escaping NativeFunction) {
    self.russian = russian
    self.english = english
    self.least = least
    self.most = most
    self.body = body
  }
}

struct MethodEntry: @unchecked Sendable {
  let russian: String
  let english: String
  let least: Int
  let most: Int
  let body: NativeMethod

  init(_ russian: String, _ english: String, _ least: Int, _ most: Int, _ body: @escaping NativeMethod) {
    self.russian = russian
    self.english = english
    self.least = least
    self.most = most
    self.body = body
  }
}

struct PropertyEntry: @unchecked Sendable {
  let russian: String
  let english: String
  let get: (VM, Obj) throws(Raised) -> Slot
  let set: ((VM, Obj, Slot) throws(Raised) -> Void)?

  init(
    _ russian: String, _ english: String, _ get: @escaping (VM, Obj) throws(Raised) -> Slot,
    set: ((VM, Obj, Slot) throws(Raised) -> Void)? = nil
  ) {
    self.russian = russian
    self.english = english
    self.get = get
    self.set = set
  }
}

/// A type of the language: its names, what makes it, and what its values can do.
struct TypeEntry: @unchecked Sendable {
  let russian: String
  let english: String
  /// The name in Строка(Тип("…")), where it is not the Russian one.
  let presentation: String
  let construct: NativeFunction?
  let methods: [MethodEntry]
  let properties: [PropertyEntry]
  let methodPlaces: [String: Int]
  let propertyPlaces: [String: Int]

  init(
    _ russian: String, _ english: String, presentation: String? = nil, construct: NativeFunction? = nil,
    methods: [MethodEntry] = [], properties: [PropertyEntry] = []
  ) {
    self.russian = russian
    self.english = english
    self.presentation = presentation ?? russian
    self.construct = construct
    self.methods = methods
    self.properties = properties
    var places: [String: Int] = [:]
    for (index, method) in methods.enumerated() {
      places[Folding.fold(method.russian)] = index
      places[Folding.fold(method.english)] = index
    }
    methodPlaces = places
    places = [:]
    for (index, property) in properties.enumerated() {
      places[Folding.fold(property.russian)] = index
      places[Folding.fold(property.english)] = index
    }
    propertyPlaces = places
  }
}

/// A system enumeration: `НаправлениеСортировки.Возр`.
struct EnumerationEntry: Sendable {
  let russian: String
  let english: String
  let values: [(russian: String, english: String)]
  let places: [String: Int]

  init(_ russian: String, _ english: String, _ values: [(String, String)]) {
    self.russian = russian
    self.english = english
    self.values = values.map { (russian: $0.0, english: $0.1) }
    var places: [String: Int] = [:]
    for (index, value) in values.enumerated() {
      places[Folding.fold(value.0)] = index + 1
      places[Folding.fold(value.1)] = index + 1
    }
    self.places = places
  }
}

/// The library: everything that a program finds without declaring it. Its tables are also the source of its page.
enum Library {
  static let functions: [FunctionEntry] =
    textFunctions + numberFunctions + dateFunctions + valueFunctions + formatFunctions + errorFunctions
    + exchangeFunctions + regularFunctions

  private static let functionPlaces: [String: Int] = {
    var places: [String: Int] = [:]
    for (index, function) in functions.enumerated() {
      places[Folding.fold(function.russian)] = index
      places[Folding.fold(function.english)] = index
    }
    return places
  }()

  static func functionIndex(_ folded: String) -> Int? { functionPlaces[folded] }

  /// Places of types that can be named: in `Новый`, `Тип("…")`.
  static let typePlaces: [String: Int] = {
    var places: [String: Int] = [:]
    for (index, type) in types.enumerated() {
      places[Folding.fold(type.russian)] = index
      places[Folding.fold(type.english)] = index
    }
    return places
  }()

  /// Bodies in one row, for the loop.
  static let functionTable: UnsafeTable<NativeFunction> = UnsafeTable(functions.map(\.body))

  static let methodTable: (table: UnsafeTable<NativeMethod>, starts: [Int]) = {
    var starts: [Int] = []
    var bodies: [NativeMethod] = []
    for type in types {
      starts.append(bodies.count)
      bodies.append(contentsOf: type.methods.map(\.body))
    }
    return (UnsafeTable(bodies), starts)
  }()

  enum GlobalProperty {
    case constant(Constant)
    case native(Int)
  }

  private static let enumerationPlaces: [String: Int] = {
    var places: [String: Int] = [:]
    for (index, enumeration) in enumerations.enumerated() {
      places[Folding.fold(enumeration.russian)] = index
      places[Folding.fold(enumeration.english)] = index
    }
    return places
  }()

  static func globalProperty(_ folded: String) -> GlobalProperty? {
    if folded == "символы" || folded == "chars" { return .constant(.system(symbolsEnumeration, 0)) }
    if let enumeration = enumerationPlaces[folded] { return .constant(.system(enumeration, 0)) }
    switch folded {
    case "аргументыкоманднойстроки", "commandlinearguments":
      return functionIndex("аргументыкоманднойстроки").map { .native($0) }
    default: return nil
    }
  }

  static let symbolsEnumeration = 0xFFFF

  /// `Символы.ПС` and the like: texts.
  static let characters: [String: String] = [
    "пс": "\n", "lf": "\n", "вк": "\r", "cr": "\r", "таб": "\t", "tab": "\t", "вт": "\u{0B}", "vtab": "\u{0B}",
    "пф": "\u{0C}", "ff": "\u{0C}", "нпп": "\u{A0}", "nbsp": "\u{A0}",
  ]

  /// A value known while compiling: `Символы.ПС`, `НаправлениеСортировки.Возр`.
  static func enumerationValue(_ enumeration: String, _ value: String) -> Constant? {
    if enumeration == "символы" || enumeration == "chars" { return characters[value].map { .text(Array($0.utf8)) } }
    guard let index = enumerationPlaces[enumeration], let place = enumerations[index].places[value] else { return nil }
    return .system(index, place)
  }

  /// The number of a value in its enumeration, counted from 0, when the slot is one of that enumeration's.
  static func choice(_ slot: Slot, of enumeration: Int) -> Int? {
    guard slot.tag == Tag.system, Int(slot.bits >> 32) == enumeration, slot.bits & 0xFFFF_FFFF != 0 else { return nil }
    return Int(slot.bits & 0xFFFF_FFFF) - 1
  }
}

/// A row of values that is never freed or changed.
struct UnsafeTable<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>

  init(_ elements: [Element]) {
    base = .allocate(capacity: max(elements.count, 1))
    base.initialize(from: elements, count: elements.count)
  }
}

/// Places in `Library.types`.
enum TypeIndex {
  static var text: Int { 0 }
  static var number: Int { 1 }
  static var bool: Int { 2 }
  static var date: Int { 3 }
  static var undefined: Int { 4 }
  static var null: Int { 5 }
  static var type: Int { 6 }
  static var array: Int { 7 }
  static var fixedArray: Int { 8 }
  static var map: Int { 9 }
  static var fixedMap: Int { 10 }
  static var structure: Int { 11 }
  static var fixedStructure: Int { 12 }
  static var keyAndValue: Int { 13 }
  static var errorInfo: Int { 14 }
  static var module: Int { 15 }
  static var table: Int { 16 }
  static var tableRow: Int { 17 }
  static var tableColumns: Int { 18 }
  static var tableColumn: Int { 19 }
  static var tableIndexes: Int { 20 }
  static var tableIndex: Int { 21 }
  static var tree: Int { 22 }
  static var treeRow: Int { 23 }
  static var treeRows: Int { 24 }
  static var treeColumns: Int { 25 }
  static var treeColumn: Int { 26 }
  static var valueList: Int { 27 }
  static var valueListItem: Int { 28 }
  static var typeDescription: Int { 29 }
  static var numberQualifiers: Int { 30 }
  static var stringQualifiers: Int { 31 }
  static var dateQualifiers: Int { 32 }
  static var uuid: Int { 33 }
  static var promise: Int { 34 }
  static var iterator: Int { 35 }
  static var binaryData: Int { 36 }
  static var binaryBuffer: Int { 37 }
  static var valueStorage: Int { 38 }
  static var callback: Int { 39 }
  static var userMessage: Int { 40 }
  static var jsonReader: Int { 41 }
  static var jsonWriter: Int { 42 }
  static var jsonSettings: Int { 43 }
  static var jsonWriterSettings: Int { 44 }
  static var xmlReader: Int { 45 }
  static var xmlWriter: Int { 46 }
  static var textDocument: Int { 47 }
  static var randomGenerator: Int { 48 }
  static var boundary: Int { 49 }
  static var pointInTime: Int { 50 }
  static var regularMatch: Int { 51 }
  static var systemEnumeration: Int { 52 }
}

extension Library {
  static let types: [TypeEntry] = [
    TypeEntry("Строка", "String"), TypeEntry("Число", "Number"), TypeEntry("Булево", "Boolean"),
    TypeEntry("Дата", "Date"), TypeEntry("Неопределено", "Undefined"), TypeEntry("Null", "Null"),
    TypeEntry("Тип", "Type"), array, fixedArray, map, fixedMap, structure, fixedStructure, keyAndValue, errorInfo,
    TypeEntry("ОбщийМодуль", "CommonModule", presentation: "Общий модуль"), table, tableRow, tableColumns, tableColumn,
    tableIndexes, tableIndex, tree, treeRow, treeRows, treeColumns, treeColumn, valueList, valueListItem,
    typeDescription, numberQualifiers, stringQualifiers, dateQualifiers, uuid, TypeEntry("Обещание", "Promise"),
    TypeEntry("Итератор", "Iterator"), binaryData, binaryBuffer, valueStorage, callback, userMessage, jsonReader,
    jsonWriter, jsonSettings, jsonWriterSettings, xmlReader, xmlWriter, textDocument, randomGenerator, boundary,
    pointInTime, regularMatch,
    TypeEntry("СистемноеПеречисление", "SystemEnumeration", presentation: "Системное перечисление"),
  ]
}
