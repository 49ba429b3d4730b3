import CLibXlsxWriter
import Handbook

/// A spreadsheet of one table, written row by row: what was written is out of memory at once.
package final class XLSXFile {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let (bold, money, percent, day): Formats
  private var row: UInt32 = 0
  private var isClosed = false

  private typealias Format = UnsafeMutablePointer<lxw_format>
  private typealias Formats = (Format, Format, Format, Format)

  /// - Parameters:
  ///   - path: Where the file shall be.
  ///   - name: Of the sheet.
  ///   - columns: Their heads and widths in characters.
  package init(_ path: String, sheet name: String, columns: [(head: String, width: Double)]) throws {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(path, &options),
      let sheet = workbook_add_worksheet(workbook, Self.sheetName(name)),
      let bold = workbook_add_format(workbook), let money = workbook_add_format(workbook),
      let percent = workbook_add_format(workbook), let day = workbook_add_format(workbook)
    else { throw SheetFault.cannotWrite(path) }
    (self.workbook, self.sheet, self.bold, self.money, self.percent, self.day) = (
      workbook, sheet, bold, money, percent, day
    )
    format_set_bold(bold)
    format_set_num_format(money, "#,##0.00")
    format_set_num_format(percent, "0.##%")
    format_set_num_format(day, "dd.mm.yyyy")
    for (place, column) in columns.enumerated() {
      worksheet_set_column(sheet, UInt16(place), UInt16(place), column.width, nil)
      worksheet_write_string(sheet, 0, UInt16(place), Self.cellText(column.head), bold)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    row = 1
  }

  deinit { if !isClosed { workbook_close(workbook) } }

  package func append(_ cells: [Cell], isBold: Bool = false) throws {
    for (place, cell) in cells.enumerated() {
      let column = UInt16(place)
      let fault =
        switch cell {
        case .text(let text): worksheet_write_string(sheet, row, column, Self.cellText(text), isBold ? bold : nil)
        case .number(let number): worksheet_write_number(sheet, row, column, Double(number), isBold ? bold : nil)
        // The file's numbers are floating point: only here, and back to whole tiyn when it is read.
        case .money(let sum): worksheet_write_number(sheet, row, column, Double(sum.tiyn) / 100, money)
        case .percent(let share): worksheet_write_number(sheet, row, column, Double(share.hundredths) / 10_000, percent)
        // Days since 1899-12-30.
        case .day(let day): worksheet_write_number(sheet, row, column, Double(day.sinceEpoch + 25_569), self.day)
        case .empty: LXW_NO_ERROR
        }
      guard fault == LXW_NO_ERROR else { throw SheetFault.cannotWrite(String(cString: lxw_strerror(fault))) }
    }
    row += 1
  }

  /// Writes the file; without it there is none.
  package func close() throws {
    isClosed = true
    let fault = workbook_close(workbook)
    guard fault == LXW_NO_ERROR else { throw SheetFault.cannotWrite(String(cString: lxw_strerror(fault))) }
  }

  /// A cell holds at most 32 767 characters.
  private static func cellText(_ text: String) -> String {
    text.utf16.count > 32_000 ? String(text.prefix(16_000)) : text
  }

  /// A sheet's name has at most 31 characters, and none of `[]:*?/\`.
  private static func sheetName(_ name: String) -> String {
    String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
  }
}
