extension Library {
  static let errorFunctions: [FunctionEntry] = [
    FunctionEntry("ИнформацияОбОшибке", "ErrorInfo", 0, 0) { (vm, args) throws(Raised) in
      if let last = vm.handled.last { return .shared(last.error) }
      return .owned(ErrorObject(vm.heap, ""))
    },
    FunctionEntry("ОписаниеОшибки", "ErrorDescription", 0, 0) { (vm, args) throws(Raised) in
      vm.text(vm.handled.last?.error.placed ?? "")
    },
    FunctionEntry("КраткоеПредставлениеОшибки", "BriefErrorDescription", 1, 1) { (vm, args) throws(Raised) in
      vm.text(try vm.object(args, 0, as: ErrorObject.self).brief)
    },
    FunctionEntry("ПодробноеПредставлениеОшибки", "DetailErrorDescription", 1, 1) { (vm, args) throws(Raised) in
      vm.text(try vm.object(args, 0, as: ErrorObject.self).detailed)
    },
  ]

  static let errorInfo = TypeEntry(
    "ИнформацияОбОшибке", "ErrorInfo", presentation: "Информация об ошибке",
    construct: { (vm, args) throws(Raised) in
      let error = ErrorObject(vm.heap, try vm.string(args, 0))
      let slot = Slot.owned(error)
      if args.has(1) { error.category = try vm.string(args, 1) }
      if args.has(2) { error.code = try vm.string(args, 2) }
      if args.has(3) { error.additional = args[3].retained() }
      if args.has(4) { error.cause = args[4].retained() }
      return slot
    },
    methods: [
      MethodEntry("ПодробноеПредставление", "DetailedDescription", 0, 0) { (vm, this, args) throws(Raised) in
        vm.text(unsafeDowncast(this, to: ErrorObject.self).detailed)
      },
      MethodEntry("КраткоеПредставление", "BriefDescription", 0, 0) { (vm, this, args) throws(Raised) in
        vm.text(unsafeDowncast(this, to: ErrorObject.self).brief)
      },
      MethodEntry("ЭтоОшибкаКатегории", "IsErrorOfCategory", 1, 2) { (vm, this, args) throws(Raised) in
        .bool(unsafeDowncast(this, to: ErrorObject.self).category == vm.presentation(args[0]))
      },
    ],
    properties: [
      PropertyEntry(
        "Описание", "Description",
        { (vm, this) throws(Raised) in
          vm.text(unsafeDowncast(this, to: ErrorObject.self).text)
        }),
      PropertyEntry(
        "Причина", "Cause",
        { (vm, this) throws(Raised) in
          unsafeDowncast(this, to: ErrorObject.self).cause.retained()
        }),
      PropertyEntry(
        "ИмяМодуля", "ModuleName",
        { (vm, this) throws(Raised) in
          vm.text(unsafeDowncast(this, to: ErrorObject.self).module)
        }),
      PropertyEntry(
        "НомерСтроки", "LineNumber",
        { (vm, this) throws(Raised) in
          .int(unsafeDowncast(this, to: ErrorObject.self).line)
        }),
      PropertyEntry(
        "ИсходнаяСтрока", "SourceLine",
        { (vm, this) throws(Raised) in
          vm.text(unsafeDowncast(this, to: ErrorObject.self).source)
        }),
      PropertyEntry(
        "Код", "Code",
        { (vm, this) throws(Raised) in
          vm.text(unsafeDowncast(this, to: ErrorObject.self).code)
        }),
      PropertyEntry(
        "Категория", "Category",
        { (vm, this) throws(Raised) in
          vm.text(unsafeDowncast(this, to: ErrorObject.self).category)
        }),
      PropertyEntry(
        "ДополнительнаяИнформация", "AdditionalInfo",
        { (vm, this) throws(Raised) in
          unsafeDowncast(this, to: ErrorObject.self).additional.retained()
        }),
      PropertyEntry(
        "СтекВызовов", "CallStack",
        { (vm, this) throws(Raised) in
          let lines = unsafeDowncast(this, to: ErrorObject.self).stack
          return vm.text(lines.map { "{\($0.module)(\($0.line))}: \($0.method)" }.joined(separator: "\n"))
        }),
    ])
}
