import Syntax

/// `Формат(значение, "ЧДЦ=2; ЧГ=0")`: the parts of a format string by their keys.
struct FormatString {
  private var values: [String: String] = [:]

  /// Keys in both languages; a value may stand in quotes of either kind.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var at = 0
    func skipBlanks() { while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 } }
    while at < scalars.count {
      skipBlanks()
      let start = at
      while at < scalars.count, scalars[at] != "=", scalars[at] != ";" { at += 1 }
      let key = String(String.UnicodeScalarView(scalars[start..<at])).trimmed
      guard at < scalars.count, scalars[at] == "=" else {
        at += 1
        continue
      }
      at += 1
      skipBlanks()
      var value = String.UnicodeScalarView()
      if at < scalars.count, scalars[at] == "'" || scalars[at] == "\"" {
        let quote = scalars[at]
        at += 1
        while at < scalars.count {
          if scalars[at] == quote {
            guard at + 1 < scalars.count, scalars[at + 1] == quote else { break }
            at += 1
          }
          value.append(scalars[at])
          at += 1
        }
        while at < scalars.count, scalars[at] != ";" { at += 1 }
      } else {
        while at < scalars.count, scalars[at] != ";" {
          value.append(scalars[at])
          at += 1
        }
      }
      at += 1
      let folded = Folding.fold(key)
      values[Self.english[folded] ?? folded] = String(value)
    }
  }

  private static let english: [String: String] = [
    "nd": "чц", "nfd": "чдц", "ns": "чс", "nds": "чрд", "ngs": "чрг", "nz": "чн", "nlz": "чвн", "ng": "чг",
    "nn": "чо", "df": "дф", "dlf": "длф", "de": "дп", "bf": "бл", "bt": "би", "l": "л",
  ]

  subscript(_ key: String) -> String? { values[key] }

  func number(_ key: String) -> Int? { values[key].flatMap { Int($0.trimmed) } }
}

/// What differs between the countries that a format may name.
struct Locale {
  var decimal = ","
  var group = "\u{A0}"
  var yes = "Да"
  var no = "Нет"
  var isAmerican = false
  var language = "ru"

  init(_ code: String) {
    let folded = Folding.fold(code)
    language = String(folded.prefix(2))
    switch language {
    case "en":
      decimal = "."
      group = ","
      yes = "Yes"
      no = "No"
      isAmerican = folded == "en" || folded == "en_us"
    case "de":
      group = "."
      yes = "Ja"
      no = "Nein"
    case "kk":
      yes = "Иә"
      no = "Жоқ"
    case "uk":
      yes = "Так"
      no = "Ні"
    default: break
    }
  }

  static let months: [String: [String]] = [
    "ru": [
      "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
      "декабрь",
    ],
    "genitive": [
      "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
      "декабря",
    ],
    "en": [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    "kk": [
      "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
      "желтоқсан",
    ],
    "short": ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
  ]

  static let weekdays: [String: [String]] = [
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "kk": ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
    "short": ["Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"],
  ]

  func month(_ month: Int, genitive: Bool = false) -> String {
    let key = language == "ru" && genitive ? "genitive" : (Self.months[language] == nil ? "ru" : language)
    return Self.months[key]![month - 1]
  }

  func weekday(_ day: Int) -> String { Self.weekdays[Self.weekdays[language] == nil ? "ru" : language]![day - 1] }
}

extension VM {
  func format(_ value: Slot, _ pattern: String) -> String {
    let format = FormatString(pattern)
    let locale = Locale(format["л"] ?? languageCode)
    switch value.tag {
    case Tag.number, Tag.middle, Tag.wide: return formatted(number: value, format, locale)
    case Tag.date: return self.format(date: value.seconds, format, locale)
    case Tag.bool: return value.isTrue ? format["би"] ?? locale.yes : format["бл"] ?? locale.no
    default: return presentation(value)
    }
  }

  private func formatted(number: Slot, _ format: FormatString, _ locale: Locale) -> String {
    var value = Numbers.big(number).normalized
    if let shift = format.number("чс"), shift != 0, abs(shift) < 200 {
      // A shift to the right by so many digits.
      if shift > 0 {
        value.scale += shift
      } else {
        let factor = BigDecimal(limbs: BigDecimal.power10(-shift), scale: 0)
        value = value * factor
      }
      value = value.normalized
    }
    let digits = format.number("чц") ?? 0
    let decimals = format.number("чдц") ?? (digits > 0 ? 0 : nil)
    if let decimals, decimals >= 0, decimals < 200 { value = value.rounded(to: decimals) }
    if value.isZero {
      if let zero = format["чн"], !zero.isEmpty { return zero }
      return zeroText(value, format, decimals, digits, locale)
    }
    var text = value.digitText
    if text.count <= value.scale { text = String(repeating: "0", count: value.scale - text.count + 1) + text }
    var whole = String(text.prefix(text.count - value.scale))
    var leading = 0
    var fraction = String(text.suffix(value.scale))
    if let decimals, fraction.count < decimals { fraction += String(repeating: "0", count: decimals - fraction.count) }
    if decimals == nil { while fraction.hasSuffix("0") { fraction.removeLast() } }
    if digits > 0 {
      let room = max(0, digits - (decimals ?? 0))
      if whole != "0", whole.count > room {
        // A number that does not fit is shown as the largest that does.
        whole = String(repeating: "9", count: room)
        fraction = String(repeating: "9", count: decimals ?? 0)
      } else if format["чвн"] != nil {
        leading = max(0, room - whole.count)
      }
    }
    return assemble(whole, fraction, value.isNegative, format, locale, leading: leading)
  }

  private func zeroText(
    _ value: BigDecimal, _ format: FormatString, _ decimals: Int?, _ digits: Int, _ locale: Locale
  ) -> String {
    // Without ЧН a zero is shown as nothing.
    guard format["чн"] != nil else { return "" }
    let leading = digits > 0 && format["чвн"] != nil ? max(1, digits - (decimals ?? 0)) - 1 : 0
    return assemble("0", String(repeating: "0", count: decimals ?? 0), false, format, locale, leading: leading)
  }

  private func assemble(
    _ whole: String, _ fraction: String, _ isNegative: Bool, _ format: FormatString, _ locale: Locale,
    leading: Int
  ) -> String {
    let group = format["чрг"] ?? locale.group
    var sizes: [Int] = [3]
    if let grouping = format["чг"] {
      sizes = grouping.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "(" || $0 == ")" }).compactMap {
        Int($0)
      }
    }
    var result = ""
    var run = 0
    var place = 0
    for digit in whole.reversed() {
      let size = sizes.isEmpty ? 0 : sizes[min(place, sizes.count - 1)]
      if size > 0, run == size {
        result = group + result
        run = 0
        place += 1
      }
      result = String(digit) + result
      run += 1
    }
    // Zeros in front are filling and not grouped: 00042.
    result = String(repeating: "0", count: leading) + result
    if !fraction.isEmpty { result += (format["чрд"] ?? locale.decimal) + fraction }
    guard isNegative else { return result }
    switch format.number("чо") {
    case 0: return "(\(result))"
    case 2: return "- \(result)"
    case 3: return "\(result)-"
    case 4: return "\(result) -"
    default: return "-\(result)"
    }
  }

  private func format(date: Int64, _ format: FormatString, _ locale: Locale) -> String {
    if date == 0 { return format["дп"] ?? "" }
    let parts = Calendar.parts(date)
    if let pattern = format["дф"] { return self.pattern(pattern, date, parts, locale) }
    let time =
      locale.isAmerican
      ? "\((parts.hour + 11) % 12 + 1):\(Calendar.two(parts.minute)):\(Calendar.two(parts.second)) \(parts.hour < 12 ? "AM" : "PM")"
      : "\(parts.hour):\(Calendar.two(parts.minute)):\(Calendar.two(parts.second))"
    let short =
      locale.isAmerican
      ? "\(parts.month)/\(parts.day)/\(Calendar.four(parts.year))"
      : "\(Calendar.two(parts.day)).\(Calendar.two(parts.month)).\(Calendar.four(parts.year))"
    let long: String
    switch locale.language {
    case "en": long = "\(locale.month(parts.month)) \(parts.day), \(parts.year)"
    case "kk": long = "\(parts.year) ж. \(parts.day) \(locale.month(parts.month))"
    default: long = "\(parts.day) \(locale.month(parts.month, genitive: true)) \(parts.year) г."
    }
    switch Folding.fold(format["длф"] ?? "дв").trimmed {
    case "д", "d": return short
    case "дд", "dd": return long
    case "в", "t": return time
    case "ддв", "ddt": return "\(long) \(time)"
    default: return "\(short) \(time)"
    }
  }

  /// `дд.ММ.гггг ЧЧ:мм:сс`, in either language; text in quotes as it is.
  private func pattern(_ pattern: String, _ date: Int64, _ parts: Calendar.Parts, _ locale: Locale) -> String {
    let characters = Array(pattern)
    var result = ""
    var at = 0
    while at < characters.count {
      let character = characters[at]
      if character == "'" || character == "\"" {
        at += 1
        while at < characters.count, characters[at] != character {
          result.append(characters[at])
          at += 1
        }
        at += 1
        continue
      }
      var count = 1
      while at + count < characters.count, characters[at + count] == character { count += 1 }
      at += count
      func number(_ value: Int) -> String { count == 1 ? String(value) : Calendar.two(value) }
      switch character {
      case "д", "d":
        switch count {
        case 1, 2: result += number(parts.day)
        case 3:
          let day = Calendar.weekday(date)
          result += locale.language == "en" ? String(locale.weekday(day).prefix(3)) : Locale.weekdays["short"]![day - 1]
        default: result += locale.weekday(Calendar.weekday(date))
        }
      case "М", "M":
        switch count {
        case 1, 2: result += number(parts.month)
        case 3:
          result +=
            locale.language == "en"
            ? String(locale.month(parts.month).prefix(3)) : Locale.months["short"]![parts.month - 1]
        default: result += locale.month(parts.month, genitive: characters.contains { $0 == "д" || $0 == "d" })
        }
      case "г", "y":
        switch count {
        case 1: result += String(parts.year % 100)
        case 2: result += Calendar.two(parts.year % 100)
        default: result += Calendar.four(parts.year)
        }
      case "к", "q": result += String((parts.month - 1) / 3 + 1)
      case "ч", "h": result += number((parts.hour + 11) % 12 + 1)
      case "Ч", "H": result += number(parts.hour)
      case "м", "m": result += number(parts.minute)
      case "с", "s": result += number(parts.second)
      case "в", "t": result += parts.hour < 12 ? "AM" : "PM"
      case "р", "r": result += String(repeating: "0", count: count)
      default: result += String(repeating: character, count: count)
      }
    }
    return result
  }
}

extension Library {
  static let formatFunctions: [FunctionEntry] = [
    FunctionEntry("Формат", "Format", 1, 2) { (vm, args) throws(Raised) in
      vm.text(vm.format(args[0], try vm.string(args, 1)))
    },
    FunctionEntry("ЧислоПрописью", "NumberInWords", 1, 3) { (vm, args) throws(Raised) in
      let number = try needed(vm, args, 0)
      defer { number.release() }
      guard
        let text = NumberWords.text(Numbers.big(number), format: try vm.string(args, 1), items: try vm.string(args, 2))
      else { throw vm.invalid(0) }
      return vm.text(text)
    },
    FunctionEntry("СтрокаСЧислом", "StringWithNumber", 2, 4) { (vm, args) throws(Raised) in
      let number = try needed(vm, args, 1)
      defer { number.release() }
      let forms = try vm.string(args, 0).split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      let big = Numbers.big(number).normalized
      return vm.text(
        NumberWords.form(forms, of: big).replacing("%1", with: vm.presentation(number)))
    },
    FunctionEntry("ПредставлениеПериода", "PeriodPresentation", 2, 3) { (vm, args) throws(Raised) in
      let start = try vm.date(args, 0)
      let end = try vm.date(args, 1)
      return vm.text(Periods.text(start, end))
    },
  ]
}

extension String {
  func replacing(_ part: String, with other: String) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound]
      result += other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

/// `ПредставлениеПериода`.
enum Periods {
  static func text(_ start: Int64, _ end: Int64) -> String {
    let from = Calendar.parts(start)
    let to = Calendar.parts(end)
    let locale = Locale("ru")
    let isWholeDays = start % 86_400 == 0 && end % 86_400 == 86_399
    if isWholeDays, from.year == to.year, from.day == 1, to.day == Calendar.length(to.year, to.month) {
      if from.month == to.month {
        let name = locale.month(from.month)
        return "\(name.prefix(1).uppercased())\(name.dropFirst()) \(from.year) г."
      }
      if from.month % 3 == 1, to.month == from.month + 2 { return "\((from.month + 2) / 3) квартал \(from.year) г." }
      if from.month == 1, to.month == 6 { return "1 полугодие \(from.year) г." }
      if from.month == 7, to.month == 12 { return "2 полугодие \(from.year) г." }
      if from.month == 1, to.month == 9 { return "9 месяцев \(from.year) г." }
      if from.month == 1, to.month == 12 { return "\(from.year) г." }
    }
    func day(_ parts: Calendar.Parts) -> String {
      "\(Calendar.two(parts.day)).\(Calendar.two(parts.month)).\(Calendar.four(parts.year))"
    }
    if isWholeDays, start / 86_400 == end / 86_400 {
      return "\(from.day) \(locale.month(from.month, genitive: true)) \(from.year) г."
    }
    return "\(day(from)) - \(day(to))"
  }
}

/// Numbers in Russian words.
enum NumberWords {
  private static let small = [
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
  ]
  private static let tens = [
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
  ]
  private static let hundreds = [
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
  ]
  private static let ranks: [(one: String, few: String, many: String, gender: Character)] = [
    ("", "", "", "м"), ("тысяча", "тысячи", "тысяч", "ж"), ("миллион", "миллиона", "миллионов", "м"),
    ("миллиард", "миллиарда", "миллиардов", "м"), ("триллион", "триллиона", "триллионов", "м"),
  ]

  /// Which of one, few and many a Russian number takes.
  static func plural(_ number: Int) -> Int {
    let last = number % 100
    if last >= 11, last <= 14 { return 2 }
    switch number % 10 {
    case 1: return 0
    case 2, 3, 4: return 1
    default: return 2
    }
  }

  /// Russian forms: one, two, few … of `;`-parted texts, as `СтрокаСЧислом` is given them.
  static func form(_ forms: [String], of number: BigDecimal) -> String {
    // ;one;;few;many;other
    guard forms.count >= 6 else { return forms.first { !$0.isEmpty } ?? "" }
    if number.scale > 0 { return forms[5] }
    let whole = number.mantissa.flatMap { Int(exactly: $0) } ?? 0
    return [forms[1], forms[3], forms[4]][plural(abs(whole))]
  }

  private static func words(_ number: Int, _ gender: Character) -> [String] {
    var result: [String] = []
    if number >= 100 { result.append(hundreds[number / 100]) }
    let rest = number % 100
    if rest >= 20 { result.append(tens[rest / 10]) }
    let unit = rest < 20 ? rest : rest % 10
    if unit == 1 {
      result.append(gender == "ж" ? "одна" : (gender == "с" ? "одно" : "один"))
    } else if unit == 2 {
      result.append(gender == "ж" ? "две" : "два")
    } else if unit > 0 {
      result.append(small[unit])
    }
    return result
  }

  static func text(whole: Int, gender: Character) -> String? {
    if whole == 0 { return "ноль" }
    guard whole < 1_000_000_000_000_000 else { return nil }
    var result: [String] = []
    var groups: [Int] = []
    var rest = whole
    while rest > 0 {
      groups.append(rest % 1000)
      rest /= 1000
    }
    for (rank, group) in groups.enumerated().reversed() where group > 0 {
      result += words(group, rank == 0 ? gender : ranks[rank].gender)
      if rank > 0 {
        result.append([ranks[rank].one, ranks[rank].few, ranks[rank].many][plural(group)])
      }
    }
    return result.joined(separator: " ")
  }

  /// Items: one, few, many, gender of the whole; the same of the fraction; digits of the fraction.
  static func text(_ number: BigDecimal, format: String, items: String) -> String? {
    let parts = items.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
    let hasFraction = parts.count >= 8
    let digits = hasFraction ? Int(part(8)) ?? 2 : 0
    let rounded = number.rounded(to: hasFraction ? digits : 0, .toZero).scaled(to: hasFraction ? digits : 0)
    guard let mantissa = rounded.mantissa, let units = Int(exactly: mantissa.magnitude) else { return nil }
    var power = 1
    for _ in 0..<digits { power *= 10 }
    let whole = units / power
    guard let main = text(whole: whole, gender: part(3).first ?? "м") else { return nil }
    var result = main
    if rounded.isNegative { result = "минус " + result }
    let item = [part(0), part(1), part(2)][plural(whole)]
    if !item.isEmpty { result += " " + item }
    if hasFraction, digits > 0 {
      let fraction = units % power
      let name = [part(4), part(5), part(6)][plural(fraction)]
      var shown = String(repeating: "0", count: max(0, digits - String(fraction).count)) + String(fraction)
      // ДП=Истина: the fraction in words too.
      let inWords = FormatString(format)["дп"].map { Folding.fold($0) == "истина" || Folding.fold($0) == "true" }
      if inWords == true { shown = text(whole: fraction, gender: part(7).first ?? "м") ?? shown }
      result += " " + shown + (name.isEmpty ? "" : " " + name)
    }
    return result.prefix(1).uppercased() + result.dropFirst()
  }
}
