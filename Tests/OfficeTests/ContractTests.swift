import Crypto
import Foundation
import Handbook
import TestSupport
import Testing

@testable import Office
@testable import Store

/// Licence contracts, agreements and another legal entity (Q-01 … Q-04, H-13).
@Suite(.serialized) struct ContractTests {
  @Test(
    "A contract is made of the details of both, numbered, and kept with the hash of its text (Q-01)",
    arguments: Engine.all)
  func licence(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      #expect(
        try await refusedRules { _ = try await cast.partner.makeContract(with: cast.client, Entries([:])) } == ["Q-01"])
      try await cast.mayBill()
      let first = try await cast.partner.contract(
        cast.partner.makeContract(with: cast.client, Entries(["language": "kk"])))
      #expect((first.number, first.kind, first.language) == (1, .licence, .kazakh))
      for fact in ["Наурыз", DemoStage.bin(7).description, "KZ86125KZT5004100100", "Серікова", "12\\.07\\.2022"] {
        #expect(first.body.contains(fact), "no \(fact)")
      }
      #expect(!first.body.contains("{{"))
      #expect(first.hash == Array(SHA256.hash(data: Data(first.body.utf8))))
      let second = try await cast.partner.contract(cast.partner.makeContract(with: cast.client, Entries([:])))
      #expect((second.number, second.language) == (2, .russian))
    }
  }

  @Test(
    "The partner's own clauses stand in the next contracts, and a field that there is not is refused (Q-01)",
    arguments: Engine.all)
  func clauses(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let before = try await cast.partner.makeContract(with: cast.client, Entries([:]))
      #expect(
        try await refusedRules { try await cast.partner.setClauses(Entries(["ru": "По {{date}} и {{цена}}."])) } == [
          "Q-01"
        ])
      try await cast.partner.setClauses(Entries(["ru": "Обучение {{client}} — два часа."]))
      #expect(try await cast.partner.contractTemplate().version == 1)
      let after = try await cast.partner.contract(cast.partner.makeContract(with: cast.client, Entries([:])))
      #expect(
        after.body.contains("Обучение ТОО «Наурыз» — два часа\\.")
          || after.body.contains("Обучение ТОО «Наурыз» — два часа."))
      #expect(try await !cast.partner.contract(before).body.contains("Обучение"))
    }
  }

  @Test("What somebody typed into a card never becomes Markdown of a contract")
  func hostileValues() {
    let text = ContractTemplate.filled("| {{client}} |", [.client: "А|Б\n# Заголовок <b> [x](y)"])
    #expect(text == "| А\\|Б \\# Заголовок \\<b\\> \\[x\\]\\(y\\) |")
  }

  @Test(
    "An extension and an upgrade are recorded by an agreement, once there is a contract (H-13)",
    arguments: Engine.all)
  func supplements(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let main = try await cast.place.sell("basic", months: 12, to: cast.client, by: cast.partner)
      let extra = ["main": main.description, "quantity": "2"]
      try await cast.place.sell("x-session", to: cast.client, by: cast.partner, extra)
      #expect(try await cast.partner.contracts(of: cast.client).contracts.isEmpty)
      let licence = try await cast.partner.makeContract(with: cast.client, Entries([:]))
      let second = try await cast.place.sell("x-session", to: cast.client, by: cast.partner, extra)
      let upgrade = try await cast.place.sell("up-ext", to: cast.client, by: cast.partner, ["main": main.description])
      let made = try await cast.partner.contracts(of: cast.client).contracts
      #expect(made.map(\.kind) == [.supplement, .supplement, .licence])
      #expect(made.map(\.subscriptionID) == [upgrade, second, nil])
      #expect(made.prefix(2).allSatisfy { $0.licenceID == licence })
      #expect(made.prefix(2).map(\.number) == [2, 1])
      let sold = try await cast.partner.record(of: second).sold
      #expect(made[1].body.contains(sold.facts.clientSum.inWords.ru))
      // A renewal is no change of the contract.
      try await cast.place.sell("basic", months: 12, to: cast.client, by: cast.partner, ["start": "12.07.2023"])
      #expect(try await cast.partner.contracts(of: cast.client).contracts.count == 3)
    }
  }

  @Test(
    "Another legal entity keeps subscriptions and infobases, leaves an agreement, an act for each infobase, a history, and a check for the vendor (Q-02 … Q-04)",
    arguments: Engine.all)
  func entity(engine: Engine) async throws {
    try await Cast.on(engine) { cast async throws in
      try await cast.mayBill()
      let change = Entries(["organisation": "ТОО «Жаңа»", "bin": "961141000023", "reason": "реорганизация"])
      #expect(try await refusedRules { try await cast.partner.changeEntity(of: cast.client, change) } == ["Q-04"])
      let sold = try await cast.place.sell("ext", months: 12, to: cast.client, by: cast.partner)
      _ = try await cast.partner.makeContract(with: cast.client, Entries([:]))
      let base = try await cast.base()
      #expect(
        try await refusedRules {
          try await cast.partner.changeEntity(
            of: cast.client,
            Entries(["organisation": "ТОО", "bin": DemoStage.bin(7).description, "reason": "опечатка"]))
        } == ["Q-02"])

      try await cast.partner.changeEntity(of: cast.client, change)
      let found = try await cast.partner.contracts(of: cast.client)
      #expect((found.client.organisation, found.client.bin?.description) == ("ТОО «Жаңа»", "961141000023"))
      #expect(found.former.map(\.entity.organisation) == ["ТОО «Наурыз»"])
      #expect(found.contracts.map(\.kind) == [.transfer, .supplement, .licence])
      #expect(found.contracts[0].infobaseID == base)
      #expect(found.contracts[0].body.contains("Наурыз") && found.contracts[0].body.contains("Жаңа"))
      #expect(try await cast.partner.record(of: sold).sold.facts.cancelledAt == nil)
      #expect(try await cast.desk.infobases().list.map(\.id) == [base])
      // One at a time: the vendor looks first.
      #expect(
        try await refusedRules {
          try await cast.partner.changeEntity(
            of: cast.client, Entries(["organisation": "ТОО", "bin": "940140000385", "reason": "снова"]))
        } == ["Q-03"])

      let check = try await cast.vendor.entityChecks()[0]
      #expect((check.oldOrganisation, check.organisation) == ("ТОО «Наурыз»", "ТОО «Жаңа»"))
      #expect(
        try await refusedRules { try await cast.vendor.answerEntityCheck(check.id, Entries(["right": "no"])) } == [
          "INPUT"
        ])
      try await cast.vendor.answerEntityCheck(check.id, Entries(["right": "yes"]))
      #expect(try await cast.vendor.entityChecks().isEmpty)
      #expect(try await cast.partner.contracts(of: cast.client).checks.map(\.isRight) == [true])
      await #expect(throws: Missing.self) {
        try await cast.vendor.answerEntityCheck(check.id, Entries(["right": "yes"]))
      }
      #expect(try await Verification(cast.office).faults().isEmpty)
    }
  }
}
