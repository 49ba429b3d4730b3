import Foundation
package import Markdown

/// The product's own handbook, docs/handbook, as it is served in the cabinet: chapters in the binary, and a search over
/// them. The chapters are in Russian.
package struct Guide: Sendable {
  package struct Chapter: Sendable {
    /// The name of its file: `03-card`; `README` for the contents.
    package let name: String
    package let title: String
    package let text: Markdown
    /// The numbers of requirements and decisions at its foot.
    package let sources: String
  }

  /// The first page: who needs which chapter, and the keys.
  package let contents: Chapter
  /// In order.
  package let chapters: [Chapter]
  let index: GuideIndex

  /// - Parameters:
  ///   - files: Markdown by the name of its file; `README.md` has the contents.
  ///   - root: Where the chapters are served: `/handbook`.
  package init(files: [String: String], root: String) {
    let chapters = files.sorted { $0.key < $1.key }.map { name, text in
      Chapter(name: String(name.dropLast(".md".count)), text: text, root: root)
    }
    contents = chapters.first { $0.name == Self.contents } ?? Chapter(name: Self.contents, text: "", root: root)
    self.chapters = chapters.filter { $0.name != Self.contents }
    index = GuideIndex(chapters)
  }

  fileprivate static let contents = "README"

  package func chapter(_ name: String) -> Chapter? { chapters.first { $0.name == name } }

  /// The handbook of this program.
  package static let shipped = Guide(files: shippedFiles, root: "/handbook")

  /// The build names each by its file, with a line below in place of the first digit.
  private static var shippedFiles: [String: String] {
    let files: [String: [UInt8]] = [
      "README.md": PackageResources.README_md,
      "01-first-steps.md": PackageResources._1_first_steps_md,
      "02-test-period.md": PackageResources._2_test_period_md,
      "03-card.md": PackageResources._3_card_md,
      "04-subscription.md": PackageResources._4_subscription_md,
      "05-tariffs.md": PackageResources._5_tariffs_md,
      "06-extensions.md": PackageResources._6_extensions_md,
      "07-users.md": PackageResources._7_users_md,
      "08-sign-in.md": PackageResources._8_sign_in_md,
      "09-infobases.md": PackageResources._9_infobases_md,
      "10-sessions.md": PackageResources._0_sessions_md,
      "11-copies.md": PackageResources._1_copies_md,
      "12-access.md": PackageResources._2_access_md,
      "13-vendor.md": PackageResources._3_vendor_md,
      "14-api.md": PackageResources._4_api_md,
      "15-operation.md": PackageResources._5_operation_md,
      "16-duties.md": PackageResources._6_duties_md,
      "17-glossary.md": PackageResources._7_glossary_md,
      "18-renewal.md": PackageResources._8_renewal_md,
      "19-kinds.md": PackageResources._9_kinds_md,
      "20-prices.md": PackageResources._0_prices_md,
      "21-corrections.md": PackageResources._1_corrections_md,
      "22-my-subscriptions.md": PackageResources._2_my_subscriptions_md,
      "23-chart.md": PackageResources._3_chart_md,
      "24-bills.md": PackageResources._4_bills_md,
      "25-contracts.md": PackageResources._5_contracts_md,
      "26-settlement.md": PackageResources._6_settlement_md,
    ]
    return files.mapValues { String(decoding: $0, as: UTF8.self) }
  }
}

extension Guide.Chapter {
  fileprivate init(name: String, text: String, root: String) {
    self.name = name
    var text = text
    var sources = ""
    // `<sub>A-18, A-19</sub>`, the last line.
    if let foot = text.firstMatch(of: /<sub>(.*)<\/sub>\s*$/) {
      sources = String(foot.1)
      text.removeSubrange(foot.range)
    }
    self.sources = sources
    self.text = Markdown(text) { address in
      if address.hasPrefix("https://") || address.hasPrefix("#") { return address }
      guard !address.contains("/"), let file = address.split(separator: "#").first, file.hasSuffix(".md") else {
        // A file of the sources, which the cabinet does not serve.
        return nil
      }
      let chapter = String(file.dropLast(".md".count))
      return chapter == Guide.contents ? root : "\(root)/\(chapter)"
    }
    title = self.text.parts.first { $0.level == 1 }?.title ?? name
  }
}
