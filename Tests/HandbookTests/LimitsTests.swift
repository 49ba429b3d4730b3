import Handbook
import TestSupport
import Testing

@Suite struct LimitsTests {
  private let basic = Limits(bases: 3, sessions: 2, users: nil)
  private let extended = Limits(bases: 10, sessions: 5, users: nil)
  private let register = Limits(bases: 1, sessions: 1, users: 5, registers: 1)

  @Test("DEC-27: of several main subscriptions each limit is the greatest, never the sum")
  func greatest() {
    let wide = Limits(bases: 20, sessions: 1, users: 3)
    #expect(
      Limits.inForce([Grant(.main, extended), Grant(.main, wide)]) == Limits(bases: 20, sessions: 5, users: nil))
    #expect(Limits.inForce([Grant(.main, extended), Grant(.main, extended)]) == extended)
  }

  @Test("DEC-27: extensions are added, times their quantity")
  func extras() {
    let grants = [
      Grant(.main, extended), Grant(.extra, Tariff.Extra.session.limits, quantity: 2),
      Grant(.extra, Tariff.Extra.base.limits), Grant(.extra, Tariff.Extra.session.limits),
    ]
    #expect(Limits.inForce(grants) == Limits(bases: 11, sessions: 8, users: nil))
  }

  @Test("DEC-28: an upgrade gives the target’s limits and does not add the main tariff’s own")
  func upgrade() {
    #expect(Limits.inForce([Grant(.main, basic), Grant(.upgrade, extended)]) == extended)
    #expect(
      Limits.inForce([Grant(.main, basic), Grant(.upgrade, extended), Grant(.extra, Limits(sessions: 1))])
        == Limits(bases: 10, sessions: 6, users: nil))
  }

  @Test("U-04: every cash-register tariff allows one register, even a paid one over the free one")
  func oneRegister() {
    #expect(Limits.inForce([Grant(.main, register), Grant(.main, register)]).registers == 1)
  }

  @Test("U-05: each further register is an extension of its own", arguments: 1...5)
  func furtherRegisters(count: Int) {
    let one = Grant(.extra, Tariff.Extra.register.limits)
    let apart = [Grant(.main, register)] + Array(repeating: one, count: count)
    #expect(Limits.inForce(apart).registers == count + 1)
    #expect(
      Limits.inForce([Grant(.main, register), Grant(.extra, one.limits, quantity: count)]).registers == count + 1)
  }

  @Test("BEY-47: the temporary extra adds two sessions and eight bases")
  func boost() {
    let boost = SelfService.Boost(sessions: 2, bases: 8, days: 7, times: 1)
    #expect(
      Limits.inForce([Grant(.main, extended), Grant(.extra, boost.limits)])
        == Limits(bases: 18, sessions: 7, users: nil))
  }

  @Test("DEC-30: without a main subscription nothing is in force, whatever extensions say")
  func none() {
    #expect(Limits.inForce([]) == .none)
    #expect(Limits.inForce([Grant(.extra, Limits(bases: 5, sessions: 5), quantity: 9)]) == .none)
  }

  @Test("D-03: no limit of users stays no limit, and a limit gives way to none")
  func users() {
    #expect(Limits.inForce([Grant(.main, register), Grant(.main, extended)]).users == nil)
    #expect(Limits.inForce([Grant(.main, register), Grant(.extra, Limits(sessions: 1))]).users == 5)
    #expect(extended.covers(register.orMore(basic)) == false)
    #expect(extended.covers(basic))
    #expect(!register.covers(extended))
  }

  @Test("DEC-27: the order of subscriptions does not matter, and one more never takes anything away")
  func properties() {
    var random = Seeded()
    func limits() -> Limits {
      Limits(
        bases: .random(in: 0...20, using: &random), sessions: .random(in: 0...20, using: &random),
        users: Bool.random(using: &random) ? nil : .random(in: 0...20, using: &random),
        registers: .random(in: 0...3, using: &random))
    }
    for _ in 0..<500 {
      let grants = (0...5).map { _ in
        Grant(
          [.main, .upgrade, .extra].randomElement(using: &random)!, limits(),
          quantity: .random(in: 1...3, using: &random))
      }
      let all = Limits.inForce(grants)
      #expect(all == Limits.inForce(grants.shuffled(using: &random)), "seed \(random.seed)")
      #expect(all.covers(Limits.inForce(Array(grants.dropLast()))), "seed \(random.seed)")
    }
  }
}
