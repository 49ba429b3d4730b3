import Machine
import Syntax
import Testing

@Suite("Limits stop a program, and Попытка does not catch them")
struct LimitTests {
  private func hits(_ text: String, _ limit: Limit, _ change: (inout Limits) -> Void) {
    var limits = Limits()
    change(&limits)
    let (lines, outcome) = run(text, limits: limits)
    guard case .limit(let hit, _) = outcome else {
      Issue.record("not stopped: \(outcome)")
      return
    }
    #expect(hit == limit)
    #expect(lines.isEmpty)
  }

  @Test(
    "Fuel", arguments: ["Пока Истина Цикл КонецЦикла;", "~А: Перейти ~А;", "Для А = 1 По 999999999 Цикл КонецЦикла;"])
  func fuel(_ loop: String) {
    hits("Попытка \(loop) Исключение Сообщить(1); КонецПопытки;", .fuel) { $0.fuel = 100_000 }
  }

  @Test(
    "Memory",
    arguments: [
      "Т = \"x\"; Пока Истина Цикл Т = Т + Т; КонецЦикла;",
      "М = Новый Массив; Пока Истина Цикл М.Добавить(1); КонецЦикла;",
      "М = Новый Массив(100000000);",
      "Т = СтрСоединить(Новый Массив(900000), \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\");",
      "С = Новый Соответствие; Н = 0; Пока Истина Цикл Н = Н + 1; С[Н] = Н; КонецЦикла;",
    ])
  func memory(_ text: String) {
    hits("Попытка \(text) Исключение Сообщить(1); КонецПопытки;", .memory) { $0.memory = 20_000_000 }
  }

  @Test("Depth")
  func depth() {
    hits("Функция Ф() Возврат Ф(); КонецФункции Попытка А = Ф(); Исключение Сообщить(1); КонецПопытки;", .depth) {
      $0.depth = 5000
    }
    hits("Т = \"Выполнить(Т)\"; Попытка Выполнить(Т); Исключение Сообщить(1); КонецПопытки;", .depth) { _ in }
  }

  @Test("Wall time, in a regular expression that would explode elsewhere")
  func time() {
    hits("Пока Истина Цикл КонецЦикла;", .time) { $0.seconds = 0.05 }
    let (lines, outcome) = run(
      "Т = \"\"; Для А = 1 По 2000 Цикл Т = Т + \"a\"; КонецЦикла; Сообщить(СтрПодобнаПоРегулярномуВыражению(Т, \"(a*)*b\"));"
    )
    #expect(outcome == .finished)
    #expect(lines == ["Нет"])
  }

  @Test("Everything is given back, rings too")
  func givenBack() {
    let text = """
      М = Новый Массив; М.Добавить(М); С = Новый Структура("А", М); М.Добавить(С);
      Т = Новый ТаблицаЗначений; Т.Колонки.Добавить("К"); Т.Добавить().К = С;
      Д = Новый ДеревоЗначений; Д.Строки.Добавить().Строки.Добавить();
      """
    let (program, _) = Program.compile(ModuleParser.parse(Array(text.utf8)), name: "М")
    for _ in 0..<3 {
      let machine = VM(host: RecordingHost())
      #expect(machine.run(program!) == .finished)
    }
    // A loop that makes and drops objects holds no more at its end than at its beginning.
    let (lines, _) = run(
      "Для А = 1 По 100000 Цикл М = Новый Массив; М.Добавить(\"т\" + А); КонецЦикла; Сообщить(М.Количество());")
    #expect(lines == ["1"])
  }

  @Test("Many machines share one program at the same time")
  func parallel() async {
    let text = "Сумма = 0; Для А = 1 По 20000 Цикл Сумма = Сумма + А; КонецЦикла; Сообщить(Формат(Сумма, \"ЧГ=0\"));"
    let (program, _) = Program.compile(ModuleParser.parse(Array(text.utf8)), name: "М")
    let shared = program!
    await withTaskGroup(of: [String].self) { group in
      for _ in 0..<16 {
        group.addTask {
          let host = RecordingHost()
          _ = VM(host: host).run(shared)
          return host.lines
        }
      }
      for await lines in group { #expect(lines == ["200010000"]) }
    }
  }

  @Test("A debugger stops at a line, shows variables, steps, and goes on")
  func debugging() {
    let text = "А = 1;\nБ = А + 1;\nВ = Б + 1;\nСообщить(В);\n"
    let (program, _) = Program.compile(ModuleParser.parse(Array(text.utf8)), name: "М", forDebugging: true)
    let host = RecordingHost()
    let machine = VM(host: host)
    let debugger = Debugger()
    debugger.set(breakpoints: [2], in: "М")
    machine.attach(debugger)
    #expect(machine.run(program!) == .suspended)
    #expect(machine.callStack.map(\.line) == [2])
    #expect(machine.variables(ofCall: 0).map(\.value) == ["1", "", ""])
    debugger.go(.over)
    #expect(machine.resume() == .suspended)
    #expect(machine.callStack.map(\.line) == [3])
    #expect(machine.variables(ofCall: 0).map(\.value) == ["1", "2", ""])
    debugger.go(.run)
    #expect(machine.resume() == .finished)
    #expect(host.lines == ["3"])
  }
}
