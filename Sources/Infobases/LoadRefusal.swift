package import Handbook

/// Why a file cannot be loaded as an infobase (T-01, T-02, BEY-60, BEY-61): what is wrong with it, and what to do.
package enum LoadRefusal: Error, Hashable, Sendable {
  /// The file itself: its size and the limit, in bytes.
  case tooLarge(Int64, limit: Int64)
  /// What is in the file: the limit, in bytes.
  case unpacksTooLarge(limit: Int64)
  /// No zip archive, or one that was cut short.
  case notArchive
  /// A zip archive that has no list of contents: somebody else's.
  case noManifest
  case manifestUnreadable
  case foreignFormat
  case newerFormat(Int)
  /// A path that leads out of the archive.
  case unsafeName(String)
  /// A link or a folder where a file should be.
  case notFile(String)
  case encrypted(String)
  /// Twice, or not on the list.
  case unexpectedFile(String)
  case missingFile(String)
  /// A file that cannot be unpacked, or whose size or hash is not what the list says.
  case damaged(String)
  /// SQLite finds the data broken.
  case baseDamaged
  /// The data hold what the service never puts there: a trigger, a view, a virtual table.
  case foreignSchema(String)
  /// The data and the list speak of different infobases.
  case contradictory
  /// A table has not as many rows as the list says.
  case wrongCount(table: String)
  case unknownApplication(ApplicationEdition)
  case newerApplication(ApplicationEdition, newest: ApplicationVersion)
}

extension LoadRefusal {
  /// For the form: the sentence stands beside the field `file`.
  package var refusal: Refusal { Refusal(rule: "T-02", field: "file", text: text) }

  package var text: Text {
    switch self {
    case .tooLarge(let size, let limit):
      Text(
        ru: "Файл слишком велик: \(megabytes(size, up: true)) МБ, а загрузить можно не больше "
          + "\(megabytes(limit)) МБ. Обратитесь в службу поддержки: предел можно поднять.",
        kk: "Файл тым үлкен: \(megabytes(size, up: true)) МБ, ал ең көбі \(megabytes(limit)) МБ жүктеуге болады. "
          + "Қолдау қызметіне хабарласыңыз: шекті көтеруге болады.",
        en: "The file is too large: \(megabytes(size, up: true)) MB, and no more than \(megabytes(limit)) MB can be "
          + "loaded. Ask the support desk: the limit can be raised.")
    case .unpacksTooLarge(let limit):
      Text(
        ru: "В распакованном виде данные занимают больше \(megabytes(limit)) МБ: столько загрузить нельзя. "
          + "Обратитесь в службу поддержки: предел можно поднять.",
        kk: "Ашылған түрінде деректер \(megabytes(limit)) МБ-тан асады: мұнша деректі жүктеуге болмайды. "
          + "Қолдау қызметіне хабарласыңыз: шекті көтеруге болады.",
        en: "Unpacked, the data take more than \(megabytes(limit)) MB: that much cannot be loaded. Ask the support "
          + "desk: the limit can be raised.")
    case .notArchive:
      Text(
        ru: "Это не файл выгрузки, или он повреждён при передаче. Скачайте или скопируйте файл заново и повторите "
          + "загрузку.",
        kk: "Бұл жүктеп шығару файлы емес немесе ол тасымалдау кезінде бүлінген. Файлды қайта жүктеп алып немесе "
          + "көшіріп, әрекетті қайталаңыз.",
        en: "This is no unload file, or it was damaged on its way. Download or copy the file again and repeat.")
    case .noManifest:
      Text(
        ru: "В архиве нет описи содержимого: он сделан другой программой. Выберите файл, выгруженный из этого сервиса.",
        kk: "Мұрағатта мазмұн тізімі жоқ: ол басқа бағдарламада жасалған. Осы сервистен жүктеп шығарылған файлды "
          + "таңдаңыз.",
        en: "The archive has no list of contents: another program made it. Choose a file unloaded from this service.")
    case .manifestUnreadable:
      Text(
        ru: "Опись содержимого в файле не читается: файл изменён или повреждён. Выгрузите данные заново.",
        kk: "Файлдағы мазмұн тізімі оқылмайды: файл өзгертілген немесе бүлінген. Деректерді қайта жүктеп шығарыңыз.",
        en: "The list of contents in the file cannot be read: the file was changed or damaged. Unload the data again.")
    case .foreignFormat:
      Text(
        ru: "Это выгрузка другой программы. Выберите файл, выгруженный из этого сервиса.",
        kk: "Бұл – басқа бағдарламаның жүктеп шығару файлы. Осы сервистен жүктеп шығарылған файлды таңдаңыз.",
        en: "Another program unloaded this file. Choose one unloaded from this service.")
    case .newerFormat(let version):
      Text(
        ru: "Файл выгружен более новой версией сервиса (формат \(version)). Загрузите его туда, где сервис обновлён.",
        kk: "Файл сервистің жаңарақ нұсқасында жүктеп шығарылған (\(version)-формат). Оны сервис жаңартылған жерге "
          + "жүктеңіз.",
        en: "A newer version of the service unloaded this file (format \(version)). Load it where the service is up "
          + "to date.")
    case .unsafeName(let name):
      Text(
        ru: "В архиве есть недопустимый путь «\(shown(name))». Такой файл загружать опасно; выгрузите данные заново.",
        kk: "Мұрағатта рұқсат етілмеген «\(shown(name))» жолы бар. Мұндай файлды жүктеу қауіпті; деректерді қайта "
          + "жүктеп шығарыңыз.",
        en: "The archive has a forbidden path, “\(shown(name))”. Loading such a file is dangerous; unload the data "
          + "again.")
    case .notFile(let name):
      Text(
        ru: "«\(shown(name))» в архиве – не обычный файл. Такой архив загружать опасно; выгрузите данные заново.",
        kk: "Мұрағаттағы «\(shown(name))» – кәдімгі файл емес. Мұндай мұрағатты жүктеу қауіпті; деректерді қайта "
          + "жүктеп шығарыңыз.",
        en: "“\(shown(name))” in the archive is no ordinary file. Loading it is dangerous; unload the data again.")
    case .encrypted(let name):
      Text(
        ru: "Файл «\(shown(name))» в архиве закрыт паролем. Снимите пароль и повторите загрузку.",
        kk: "Мұрағаттағы «\(shown(name))» файлы құпиясөзбен жабылған. Құпиясөзді алып тастап, қайта жүктеңіз.",
        en: "The file “\(shown(name))” in the archive is locked with a password. Remove the password and repeat.")
    case .unexpectedFile(let name):
      Text(
        ru: "В архиве лишний файл «\(shown(name))». Загружайте файл выгрузки таким, каким его выдал сервис.",
        kk: "Мұрағатта артық «\(shown(name))» файлы бар. Жүктеп шығару файлын сервис берген күйінде жүктеңіз.",
        en: "The archive has a file too many, “\(shown(name))”. Load the unload file as the service gave it.")
    case .missingFile(let name):
      Text(
        ru: "В архиве нет файла «\(shown(name))». Загружайте файл выгрузки таким, каким его выдал сервис.",
        kk: "Мұрағатта «\(shown(name))» файлы жоқ. Жүктеп шығару файлын сервис берген күйінде жүктеңіз.",
        en: "The archive lacks the file “\(shown(name))”. Load the unload file as the service gave it.")
    case .damaged(let name):
      Text(
        ru: "Файл «\(shown(name))» в архиве повреждён: он не совпадает с описью. Скачайте выгрузку заново и повторите.",
        kk: "Мұрағаттағы «\(shown(name))» файлы бүлінген: ол тізімге сәйкес келмейді. Жүктеп шығару файлын қайта алып, "
          + "әрекетті қайталаңыз.",
        en: "The file “\(shown(name))” in the archive is damaged: it does not match the list. Download it again and "
          + "repeat.")
    case .baseDamaged:
      Text(
        ru: "Данные в файле повреждены: проверка целостности не прошла. Выгрузите данные заново или возьмите "
          + "более раннюю копию.",
        kk: "Файлдағы деректер бүлінген: тұтастық тексерісінен өтпеді. Деректерді қайта жүктеп шығарыңыз немесе "
          + "ертерек жасалған көшірмені алыңыз.",
        en: "The data in the file are damaged: they failed the integrity check. Unload them again or take an earlier "
          + "copy.")
    case .foreignSchema(let name):
      Text(
        ru: "В данных есть посторонний объект «\(shown(name))», которого сервис не создаёт. Выгрузите данные заново.",
        kk: "Деректерде сервис жасамайтын бөгде «\(shown(name))» нысаны бар. Деректерді қайта жүктеп шығарыңыз.",
        en: "The data hold a foreign object, “\(shown(name))”, that the service does not make. Unload the data again.")
    case .contradictory:
      Text(
        ru: "Опись и данные в файле – от разных баз. Выгрузите данные заново.",
        kk: "Файлдағы тізім мен деректер әртүрлі базадан алынған. Деректерді қайта жүктеп шығарыңыз.",
        en: "The list and the data in the file are of different infobases. Unload the data again.")
    case .wrongCount(let table):
      Text(
        ru: "В таблице «\(shown(table))» не столько строк, сколько указано в описи. Выгрузите данные заново.",
        kk: "«\(shown(table))» кестесіндегі жол саны тізімде көрсетілгенге тең емес. Деректерді қайта жүктеп "
          + "шығарыңыз.",
        en: "The table “\(shown(table))” has not as many rows as the list says. Unload the data again.")
    case .unknownApplication(let application):
      Text(
        ru: "Приложения «\(shown(application.title))» (\(shown(application.code))) в сервисе нет. Выберите выгрузку "
          + "одного из приложений сервиса.",
        kk: "Сервисте «\(shown(application.title))» (\(shown(application.code))) қосымшасы жоқ. Сервис қосымшаларының "
          + "бірінен жүктеп шығарылған файлды таңдаңыз.",
        en: "The service has no application “\(shown(application.title))” (\(shown(application.code))). Choose a file "
          + "of one of its applications.")
    case .newerApplication(let application, let newest):
      Text(
        ru: "База ведётся в версии \(application.version) приложения «\(shown(application.title))», а в сервисе "
          + "установлена \(newest). Дождитесь обновления сервиса и повторите загрузку.",
        kk: "База «\(shown(application.title))» қосымшасының \(application.version) нұсқасында жүргізіледі, ал "
          + "сервисте \(newest) нұсқасы орнатылған. Сервис жаңартылғанша күтіп, қайта жүктеңіз.",
        en: "The infobase is of version \(application.version) of “\(shown(application.title))”, and the service has "
          + "\(newest). Wait until the service is updated and load it again.")
    }
  }
}

/// Whole megabytes of 2²⁰ bytes: limits are rounded down, sizes up, so that a size never looks equal to its limit.
private func megabytes(_ bytes: Int64, up: Bool = false) -> Int64 { (bytes + (up ? 1_048_575 : 0)) / 1_048_576 }

/// A name out of a stranger's file, made fit to be shown: short, and without invisible characters.
private func shown(_ name: String) -> String {
  let visible = name.unicodeScalars.prefix(80).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: "?"
    default: String(scalar)
    }
  }
  return visible.joined() + (name.unicodeScalars.count > 80 ? "…" : "")
}
