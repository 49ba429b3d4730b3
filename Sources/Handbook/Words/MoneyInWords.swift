/// «Сто десять тысяч тенге 00 тиын»: a sum as bills and contracts spell it, in Russian and in Kazakh; in English for
/// whoever reads the form in English.
extension Money {
  package var inWords: Text {
    let magnitude = tiyn.magnitude
    let (whole, rest) = (magnitude / 100, magnitude % 100)
    let cents = rest < 10 ? "0\(rest)" : "\(rest)"
    func sentence(_ minus: String, _ words: [String], _ unit: String, _ coin: String) -> String {
      let text = ((tiyn < 0 ? [minus] : []) + words + [unit, cents, coin]).joined(separator: " ")
      return text.prefix(1).uppercased() + text.dropFirst()
    }
    return Text(
      ru: sentence("минус", RussianNumber.words(whole), "тенге", "тиын"),
      kk: sentence("минус", KazakhNumber.words(whole), "теңге", "тиын"),
      en: sentence("minus", EnglishNumber.words(whole), "tenge", "tiyn"))
  }
}

/// Groups of three digits, the greatest first, each with the power of a thousand that it stands for.
private func groups(_ number: UInt64) -> [(value: Int, power: Int)] {
  var (rest, power, groups): (UInt64, Int, [(Int, Int)]) = (number, 0, [])
  while rest > 0 {
    if rest % 1000 > 0 { groups.append((Int(rest % 1000), power)) }
    rest /= 1000
    power += 1
  }
  return groups.reversed()
}

private enum RussianNumber {
  static func words(_ number: UInt64) -> [String] {
    if number == 0 { return ["ноль"] }
    return groups(number).flatMap { value, power in
      three(value, isFeminine: power == 1) + (power == 0 ? [] : [plural(value, scales[power - 1])])
    }
  }

  private static let scales = [
    ("тысяча", "тысячи", "тысяч"), ("миллион", "миллиона", "миллионов"), ("миллиард", "миллиарда", "миллиардов"),
    ("триллион", "триллиона", "триллионов"), ("квадриллион", "квадриллиона", "квадриллионов"),
    ("квинтиллион", "квинтиллиона", "квинтиллионов"),
  ]
  private static let hundreds = [
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
  ]
  private static let tens = [
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
  ]
  private static let ones = [
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
  ]

  private static func three(_ value: Int, isFeminine: Bool) -> [String] {
    let rest = value % 100
    let (ten, one) = rest < 20 ? (0, rest) : (rest / 10, rest % 10)
    let last = isFeminine && one == 1 ? "одна" : isFeminine && one == 2 ? "две" : ones[one]
    return [hundreds[value / 100], tens[ten], last].filter { !$0.isEmpty }
  }

  private static func plural(_ value: Int, _ forms: (String, String, String)) -> String {
    if (11...14).contains(value % 100) { return forms.2 }
    return switch value % 10 {
    case 1: forms.0
    case 2...4: forms.1
    default: forms.2
    }
  }
}

private enum KazakhNumber {
  static func words(_ number: UInt64) -> [String] {
    if number == 0 { return ["нөл"] }
    return groups(number).flatMap { value, power in
      // One is said before a million and not before a thousand: «бір миллион», «мың».
      (power == 1 && value == 1 ? [] : three(value)) + (power == 0 ? [] : [scales[power - 1]])
    }
  }

  private static let scales = ["мың", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"]
  private static let tens = [
    "", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан",
  ]
  private static let ones = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]

  private static func three(_ value: Int) -> [String] {
    let hundred = value / 100
    return [hundred > 1 ? ones[hundred] : "", hundred > 0 ? "жүз" : "", tens[value / 10 % 10], ones[value % 10]]
      .filter { !$0.isEmpty }
  }
}

private enum EnglishNumber {
  static func words(_ number: UInt64) -> [String] {
    if number == 0 { return ["zero"] }
    return groups(number).flatMap { value, power in three(value) + (power == 0 ? [] : [scales[power - 1]]) }
  }

  private static let scales = ["thousand", "million", "billion", "trillion", "quadrillion", "quintillion"]
  private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let ones = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]

  private static func three(_ value: Int) -> [String] {
    let rest = value % 100
    var words = value >= 100 ? [ones[value / 100], "hundred"] : []
    if rest >= 20 {
      words.append(rest % 10 == 0 ? tens[rest / 10] : "\(tens[rest / 10])-\(ones[rest % 10])")
    } else if rest > 0 {
      words.append(ones[rest])
    }
    return words
  }
}
