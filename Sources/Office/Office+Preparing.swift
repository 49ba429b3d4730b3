package import Handbook
import Infobases
import Store

/// How an infobase comes to be, and goes: the registry's row says what is owed, the keeper does it, the row is moved
/// on.
///
/// 1. Somebody asks: a row in `preparing`, and nothing on disk.
/// 2. `prepare` has the keeper make the content, which may be repeated after a crash, and moves the row to `ready`; or
///    to `failed`, with a note for people and a letter to the owners (PRO-21). From there «Попробовать снова» leads
///    back to 1.
/// 3. Deleted: a row in `to_delete`, and the content untouched, so that undeleting is only a step back to 1, where the
///    content is found in its place.
/// 4. When its time has come, the keeper removes the content for ever, and the row is left as `deleted`.
///
/// Whoever asks does step 2 at once; what a crash leaves behind is taken up by the job `infobases`, in any process:
/// only the first one to move a row has moved it.
extension Office {
  /// Does what is owed to infobases: prepares, and removes those whose time has come. Two processes may do it at once.
  ///
  /// - Returns: How many were attended to.
  @discardableResult
  package func prepareInfobases() async throws -> Int {
    let work = try await database.read { tx in try tx.infobasesInWork(at: world.now(), limit: 100) }
    for (id, state) in work {
      switch state {
      case .preparing: try await prepare(id, leavingLoads: true)
      case .toDelete: try await remove(id)
      case .ready, .failed, .deleted: break
      }
    }
    return work.count
  }

  /// Has the content made, or finds it made, and moves the infobase on.
  ///
  /// - Parameter leavingLoads: Leave one alone that somebody may be loading from a file at this moment.
  /// - Throws: `StoreFault` only: what the keeper cannot do is told in the infobase's log.
  func prepare(_ id: Infobase.ID, leavingLoads: Bool = false) async throws {
    guard
      let (facts, edition) = try await database.read({ tx -> (InfobaseUpkeep, ApplicationEdition?)? in
        guard let facts = try tx.upkeep(of: id), facts.state == .preparing else { return nil }
        return (facts, try catalogues.offer(tx).catalogue.application(facts.application)?.edition)
      })
    else { return }
    // Whoever loads a file finishes or forgets it himself; after an hour, his process is no more.
    if leavingLoads, !facts.origin.isEmpty, world.now() - facts.createdAt < .hours(1) { return }
    do {
      let label = try await content(of: facts, edition)
      try await database.write { tx in
        if let code = Application.Code(label.application.code), facts.origin != "" {
          try tx.setApplication(code, of: id)
        }
        try tx.move(id, from: [.preparing], to: .ready, at: world.now())
      }
    } catch let fault as StoreFault {
      throw fault
    } catch is NothingLoaded {
      try await database.write { tx in _ = try tx.forgetUnprepared(id) }
    } catch {
      try await fail(facts, PreparationTrouble(error))
    }
  }

  /// The content was to come from a file, and never did.
  private struct NothingLoaded: Error {}

  private func content(of facts: InfobaseUpkeep, _ edition: ApplicationEdition?) async throws -> InfobaseLabel {
    do { return try await keeper.open(facts.id) } catch InfobaseFault.notFound {}
    // Half removed by a clock that was ahead of ours, and asked back.
    do {
      try await keeper.undelete(facts.id)
      return try await keeper.open(facts.id)
    } catch InfobaseFault.notFound {}
    if !facts.origin.isEmpty { throw NothingLoaded() }
    guard let edition else { throw PreparationTrouble.applicationGone }
    return try await keeper.provision(facts.id, with: edition, at: world.now())
  }

  private func fail(_ facts: InfobaseUpkeep, _ trouble: PreparationTrouble) async throws {
    try await database.write { tx in
      let owners = try tx.members(of: facts.subscriberID).filter { $0.role == .owner }
      let users = try owners.compactMap { try tx.user($0.userID) }
      let language = users.first?.language ?? .russian
      guard
        try tx.move(
          facts.id, from: [.preparing], to: .failed, note: trouble.text[language], at: world.now())
      else { return }
      for user in users {
        try post(
          .infobaseFailed(
            name: facts.name, reason: trouble.text[user.language], link: link("/infobases/\(facts.id)")),
          to: user.email, of: facts.subscriberID, in: user.language, tx)
      }
    }
  }

  /// Removes the content for ever. Repeatable.
  private func remove(_ id: Infobase.ID) async throws {
    do { try await keeper.delete(id) } catch InfobaseFault.notFound {
      // It never had any content, or lost it the last time.
    } catch InfobaseFault.occupied {
      // A part of it was moved to the trash the last time; what is there is purged now, the rest the next time.
    }
    try await keeper.purge(id)
    do {
      _ = try await keeper.open(id)
    } catch {
      try await database.write { tx in
        for session in try tx.endSessions(in: id) { try keepWork(of: session, tx) }
        try tx.move(id, from: [.toDelete], to: .deleted, at: world.now())
      }
    }
  }
}

extension Application {
  /// What an infobase of it holds at first; `nil` for a version that cannot be compared.
  var edition: ApplicationEdition? {
    ApplicationVersion(version).map { ApplicationEdition(code: code.description, title: name.ru, version: $0) }
  }
}

extension Catalogue {
  /// The applications of which files can be loaded (BEY-60).
  var knownApplications: KnownApplications {
    KnownApplications(
      Dictionary(
        applications.compactMap { application in application.edition.map { ($0.code, $0.version) } },
        uniquingKeysWith: { first, _ in first }))
  }
}

/// Why an infobase could not be prepared, in words for its owner. The log of the service knows more.
package enum PreparationTrouble: Error, Hashable, Sendable {
  case applicationGone
  case outOfRoom
  case damaged
  case other

  init(_ error: any Error) {
    switch error {
    case let trouble as PreparationTrouble: self = trouble
    case let fault as DiskFault where fault.isOutOfRoom: self = .outOfRoom
    case is InfobaseFault: self = .damaged
    default: self = .other
    }
  }

  package var text: Text {
    switch self {
    case .applicationGone:
      Text(
        ru: "Этого приложения больше нет в каталоге сервиса. Обратитесь в службу поддержки.",
        kk: "Бұл қолданба сервис каталогында енді жоқ. Қолдау қызметіне хабарласыңыз.",
        en: "The service's catalogue no longer has this application. Ask the support desk.")
    case .outOfRoom:
      Text(
        ru: "На сервере закончилось место. Служба поддержки уже знает; повторите через час.",
        kk: "Серверде орын таусылды. Қолдау қызметі хабардар; бір сағаттан кейін қайталаңыз.",
        en: "The server has run out of room. The support desk knows; try again in an hour.")
    case .damaged:
      Text(
        ru: "Место базы на сервере занято или повреждено. Обратитесь в службу поддержки.",
        kk: "Сервердегі базаның орны бос емес немесе бүлінген. Қолдау қызметіне хабарласыңыз.",
        en: "The place of the infobase on the server is taken or damaged. Ask the support desk.")
    case .other:
      Text(
        ru: "Подготовка прервалась. Нажмите «Попробовать снова»; если не поможет, обратитесь в службу поддержки.",
        kk: "Дайындау үзілді. «Қайта көру» түймесін басыңыз; көмектеспесе, қолдау қызметіне хабарласыңыз.",
        en: "The preparation was interrupted. Press “Try again”; if that does not help, ask the support desk.")
    }
  }
}
