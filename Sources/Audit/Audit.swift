package import Syntax

/// What the text of a module touches that an extension may not touch unasked, with the place and the reason.
package struct Finding: Equatable, Sendable {
  /// The rule's name, stable for tools.
  package let rule: String
  package let permission: Permission?
  package let span: Span
  package let message: String
}

/// What an extension asks its host for; the manifest lists those that its text needs.
package enum Permission: String, CaseIterable, Sendable, Comparable {
  case files, processes, com, addIns, network, dynamicCode, privilegedMode, transactions

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var title: String {
    switch self {
    case .files: "файлы"
    case .processes: "запуск программ"
    case .com: "COM-объекты"
    case .addIns: "внешние компоненты"
    case .network: "сеть"
    case .dynamicCode: "выполнение текста"
    case .privilegedMode: "привилегированный режим"
    case .transactions: "управление транзакциями"
    }
  }
}

/// Rules over the tree of one module. Linear in the tree; the findings stand in the order of their places.
package struct ModuleAudit {
  private let tree: Tree
  private(set) var findings: [Finding] = []
  /// Exported methods, with their places.
  private(set) var exports: [(name: String, span: Span)] = []

  package static func audit(_ tree: Tree) -> (findings: [Finding], exports: [(name: String, span: Span)]) {
    var audit = ModuleAudit(tree)
    audit.run()
    return (audit.findings.sorted { $0.span.start < $1.span.start }, audit.exports)
  }

  private init(_ tree: Tree) { self.tree = tree }

  private static let types: [String: (Permission, String)] = [
    "comобъект": (.com, "создаётся COM-объект"), "comobject": (.com, "создаётся COM-объект"),
    "httpсоединение": (.network, "открывается соединение HTTP"),
    "httpconnection": (.network, "открывается соединение HTTP"),
    "ftpсоединение": (.network, "открывается соединение FTP"),
    "ftpconnection": (.network, "открывается соединение FTP"),
    "wsпрокси": (.network, "вызывается веб-сервис"), "wsproxy": (.network, "вызывается веб-сервис"),
    "wsопределения": (.network, "вызывается веб-сервис"), "wsdefinitions": (.network, "вызывается веб-сервис"),
    "интернетпочта": (.network, "отправляется почта"), "internetmail": (.network, "отправляется почта"),
    "файл": (.files, "читается файловая система"), "file": (.files, "читается файловая система"),
    "чтениетекста": (.files, "читается файл"), "textreader": (.files, "читается файл"),
    "записьтекста": (.files, "пишется файл"), "textwriter": (.files, "пишется файл"),
    "файловыйпоток": (.files, "открывается файл"), "filestream": (.files, "открывается файл"),
    "чтениеzipфайла": (.files, "читается архив"), "zipfilereader": (.files, "читается архив"),
    "записьzipфайла": (.files, "пишется архив"), "zipfilewriter": (.files, "пишется архив"),
  ]

  private static let calls: [String: (Permission, String)] = [
    "запуститьприложение": (.processes, "запускается программа"), "runapp": (.processes, "запускается программа"),
    "запуститьсистему": (.processes, "запускается программа"), "runsystem": (.processes, "запускается программа"),
    "командасистемы": (.processes, "выполняется команда системы"),
    "system": (.processes, "выполняется команда системы"),
    "получитьcomобъект": (.com, "создаётся COM-объект"), "getcomobject": (.com, "создаётся COM-объект"),
    "подключитьвнешнююкомпоненту": (.addIns, "подключается внешняя компонента"),
    "attachaddin": (.addIns, "подключается внешняя компонента"),
    "установитьвнешнююкомпоненту": (.addIns, "устанавливается внешняя компонента"),
    "installaddin": (.addIns, "устанавливается внешняя компонента"),
    "установитьпривилегированныйрежим": (.privilegedMode, "включается привилегированный режим"),
    "setprivilegedmode": (.privilegedMode, "включается привилегированный режим"),
    "установитьбезопасныйрежим": (.privilegedMode, "меняется безопасный режим"),
    "setsafemode": (.privilegedMode, "меняется безопасный режим"),
    "удалитьфайлы": (.files, "удаляются файлы"), "deletefiles": (.files, "удаляются файлы"),
    "копироватьфайл": (.files, "копируется файл"), "filecopy": (.files, "копируется файл"),
    "переместитьфайл": (.files, "перемещается файл"), "movefile": (.files, "перемещается файл"),
    "найтифайлы": (.files, "читается файловая система"), "findfiles": (.files, "читается файловая система"),
    "создатькаталог": (.files, "создаётся каталог"), "createdirectory": (.files, "создаётся каталог"),
    "получитьимявременногофайла": (.files, "создаётся временный файл"),
    "gettempfilename": (.files, "создаётся временный файл"),
    "вычислить": (.dynamicCode, "вычисляется выражение из текста"),
    "eval": (.dynamicCode, "вычисляется выражение из текста"),
  ]

  private func folded(_ name: Int32) -> String { tree.names.folded[Int(name)] }

  private mutating func find(_ rule: String, _ permission: Permission?, _ node: Int32, _ message: String) {
    findings.append(Finding(rule: rule, permission: permission, span: tree[node].span, message: message))
  }

  private mutating func run() {
    for diagnostic in tree.diagnostics {
      findings.append(
        Finding(
          rule: "syntax", permission: nil, span: diagnostic.span,
          message: "модуль не разбирается: \(diagnostic.message)"))
    }
    guard tree.root >= 0 else { return }
    // A task: a node, whether it stands in a loop, whether in the body of Попытка.
    var tasks: [(node: Int32, inLoop: Bool, inTry: Bool)] = [(tree.root, false, false)]
    while let (node, inLoop, inTry) = tasks.popLast() {
      guard node >= 0 else { continue }
      look(node, inLoop: inLoop, inTry: inTry)
      let part = tree[node]
      let isLoop = part.kind == .while || part.kind == .for || part.kind == .forEach
      for (name, content) in tree.contents(node) {
        let inner = inLoop || (isLoop && name == "body")
        let tried = inTry || (part.kind == .try && name == "body")
        switch content {
        case .node(let child): tasks.append((child, inner, tried))
        case .list(let children): for child in children { tasks.append((child, inner, tried)) }
        default: break
        }
      }
    }
  }

  private mutating func look(_ node: Int32, inLoop: Bool, inTry: Bool) {
    let part = tree[node]
    switch part.kind {
    case .procedure:
      if part.flags & Node.isExported != 0 { exports.append((tree.names[part.a], part.span)) }
    case .new:
      if let (permission, message) = Self.types[folded(part.a)] { find("\(permission)", permission, node, message) }
    case .newDynamic: find("dynamicCode", .dynamicCode, node, "тип создаваемого объекта известен только при выполнении")
    case .execute: find("dynamicCode", .dynamicCode, node, "выполняется текст")
    case .call:
      let name = folded(part.a)
      if let (permission, message) = Self.calls[name] { find("\(permission)", permission, node, message) }
      if name == "начатьтранзакцию" || name == "begintransaction" {
        find("transactions", .transactions, node, "начинается транзакция")
        if !isFollowedByTry(node) {
          find("transactionWithoutHandler", nil, node, "после начала транзакции нет Попытки, которая её отменит")
        }
      }
    case .method:
      let name = folded(part.b)
      if inLoop, name == "выполнить" || name == "execute", looksLikeQuery(part.a) {
        find("queryInLoop", nil, node, "запрос выполняется в цикле")
      }
      if name == "записать" || name == "write", let register = foreignRegister(part.a) {
        find("foreignRegister", nil, node, "пишется регистр \(register)")
      }
    case .while:
      if tree[part.a].kind == .yes, !hasExit(part.b) {
        find("endlessLoop", nil, node, "цикл без выхода")
      }
    case .string:
      let literal = QueryLiteral(tree, node)
      guard literal.looksLikeQuery else { return }
      let words = String(decoding: literal.text.prefix(200), as: UTF8.self).uppercased()
        .split(whereSeparator: \.isWhitespace)
      if !words.prefix(4).contains(where: { $0 == "РАЗРЕШЕННЫЕ" || $0 == "ALLOWED" }) {
        find(
          "queryWithoutAllowed", nil, node, "в запросе нет РАЗРЕШЕННЫЕ: строки выбираются без учёта прав или с ошибкой")
      }
      for diagnostic in QueryParser.parse(literal.text).diagnostics {
        findings.append(
          Finding(
            rule: "syntax", permission: nil, span: literal.span(diagnostic.span),
            message: "запрос не разбирается: \(diagnostic.message)"))
      }
    default: break
    }
  }

  private func looksLikeQuery(_ node: Int32) -> Bool {
    let part = tree[node]
    guard part.kind == .name else { return part.kind == .new && folded(part.a) == "запрос" }
    return folded(part.a).contains("запрос") || folded(part.a).contains("query")
  }

  private func foreignRegister(_ node: Int32) -> String? {
    let part = tree[node]
    guard part.kind == .method || part.kind == .member else { return nil }
    let owner = tree[part.a]
    guard owner.kind == .member, tree[owner.a].kind == .name else { return nil }
    let collection = folded(tree[owner.a].a)
    guard collection.hasPrefix("регистры") || collection.hasSuffix("registers") else { return nil }
    return tree.names[owner.b]
  }

  private func isFollowedByTry(_ node: Int32) -> Bool {
    let start = tree[node].start
    for candidate in tree.nodes where candidate.kind == .try && candidate.start > start {
      return tree.lines.line(at: candidate.start) - tree.lines.line(at: start) <= 3
    }
    // A transaction that begins inside Попытка is guarded by it.
    return tree.nodes.contains { $0.kind == .try && $0.start < start && start < $0.end }
  }

  private func hasExit(_ block: Int32) -> Bool {
    let span = tree[block].span
    return tree.nodes.contains {
      ($0.kind == .break || $0.kind == .return || $0.kind == .raise || $0.kind == .goto)
        && $0.start >= span.start && $0.end <= span.end
    }
  }
}
