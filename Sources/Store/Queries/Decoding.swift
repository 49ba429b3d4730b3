import Handbook

// How rows of the queries beside this file become the facts of the handbook: a column a field, by name.

extension ServedSubscriber {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], kind: row["kind"], name: row["name"], organisation: row["organisation"], bin: row["bin"],
      email: row["email"], city: row["city"], partnerID: row["partner_id"], partnerName: row["partner_name"],
      accessKind: row["access_kind"], accessEndsOn: row["access_ends_on"], createdAt: row["created_at"])
  }
}

extension SubscriberFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], kind: row["kind"], publicID: row["public_id"], name: row["name"],
      organisation: row["organisation"], bin: row["bin"], city: row["city"], email: row["email"], site: row["site"],
      phone: row["phone"], comment: row["comment"], itsNumber: row["its_number"],
      leavingReason: row["leaving_reason"], leavingComment: row["leaving_comment"], partnerID: row["partner_id"],
      partnerName: row["partner_name"], distributorName: row["distributor_name"], accessKind: row["access_kind"],
      accessEndsOn: row["access_ends_on"], createdAt: row["created_at"], version: row["version"])
  }
}

extension Membership {
  init(_ row: Row) throws {
    try self.init(
      subscriberID: row["subscriber_id"], name: row["name"], kind: row["kind"], role: row["role"])
  }
}

extension Member {
  init(_ row: Row) throws {
    try self.init(
      userID: row["user_id"], name: row["name"], email: row["email"], role: row["role"], joinedAt: row["joined_at"],
      totpConfirmedAt: row["totp_confirmed_at"], seenAt: row["seen_at"])
  }
}

extension PendingUser {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], email: row["email"], role: row["role"], createdAt: row["created_at"],
      expiresAt: row["expires_at"])
  }
}

extension UserFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], email: row["email"], name: row["name"], language: row["language"], theme: row["theme"],
      password: row["password"], totpSecret: row["totp_secret"], totpConfirmedAt: row["totp_confirmed_at"],
      totpLastStep: row["totp_last_step"], version: row["version"])
  }
}

extension SignIn {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], userID: row["user_id"], subscriberID: row["subscriber_id"],
      isForeignComputer: row["is_foreign_computer"], awaitsSecondFactor: row["awaits_second_factor"],
      address: row["address"], agent: row["agent"], createdAt: row["created_at"], seenAt: row["seen_at"],
      expiresAt: row["expires_at"])
  }
}

extension InvitationFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], partnerID: row["partner_id"], email: row["email"], createdBy: row["created_by"],
      createdByName: row["created_by_name"], createdAt: row["created_at"], sentAt: row["sent_at"],
      expiresAt: row["expires_at"], timesSent: row["times_sent"], subscriberID: row["subscriber_id"],
      subscriberName: row["subscriber_name"], activatedAt: row["activated_at"], blockedAt: row["blocked_at"],
      blockCause: row["block_cause"], version: row["version"])
  }
}

extension PartnerFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], name: row["name"], code: row["code"], standing: row["standing"],
      distributorID: row["distributor_id"], distributorName: row["distributor_name"], city: row["city"],
      email: row["email"], served: row["served"], createdAt: row["created_at"])
  }
}

extension StandingChange {
  init(_ row: Row) throws {
    try self.init(
      standing: row["standing"], fromOn: row["from_on"], reason: row["reason"], setByName: row["set_by_name"],
      setAt: row["set_at"])
  }
}

extension SubscriptionFacts {
  init(_ row: Row) throws {
    let number: String? = try row["contract_number"]
    let contract = try number.map { number in
      SupportContract(
        number: number, level: try row["contract_level"], isOurs: true, end: try row["contract_ends_on"])
    }
    try self.init(
      id: row["id"], subscriberID: row["subscriber_id"], subscriberName: row["subscriber_name"],
      partnerID: row["partner_id"], partnerName: row["partner_name"], termsID: row["terms_id"], kind: row["kind"],
      mainID: row["main_id"], originID: row["origin_id"], quantity: row["quantity"], months: row["months"],
      startsOn: row["starts_on"], endsOn: row["ends_on"], sum: row["sum"], clientSum: row["client_sum"],
      accessKind: row["access_kind"], comment: row["comment"], contract: contract,
      boost: Limits(bases: row["boost_bases"], sessions: row["boost_sessions"]), createdAt: row["created_at"],
      createdByName: row["created_by_name"], postedAt: row["posted_at"], postedOn: row["posted_on"],
      postedByName: row["posted_by_name"], cancelledAt: row["cancelled_at"], version: row["version"])
  }
}

extension InfobaseFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], subscriberID: row["subscriber_id"], application: row["application"], name: row["name"],
      state: row["state"], origin: row["origin"], zone: row["zone"], backupHour: row["backup_hour"],
      tries: row["tries"], createdAt: row["created_at"], usedAt: row["used_at"], keptAt: row["kept_at"],
      deleteAfter: row["delete_after"], version: row["version"], level: row["level"], sessions: row["sessions"])
  }
}

extension InfobaseEvent {
  init(_ row: Row) throws {
    try self.init(
      at: row["at"], state: row["state"], note: row["note"])
  }
}

extension SessionFacts {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], subscriberID: row["subscriber_id"], infobaseID: row["infobase_id"],
      infobaseName: row["infobase_name"], userID: row["user_id"], userName: row["user_name"], client: row["client"],
      address: row["address"], openedAt: row["opened_at"], beatAt: row["beat_at"], activeAt: row["active_at"],
      endsAt: row["ends_at"], endMessage: row["end_message"])
  }
}

extension AccessGrant {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], infobaseID: row["infobase_id"], infobaseName: row["infobase_name"],
      organisationID: row["organisation_id"], organisationName: row["organisation_name"], userID: row["user_id"],
      userName: row["user_name"], reason: row["reason"], grantedByName: row["granted_by_name"],
      grantedAt: row["granted_at"], untilAt: row["until_at"], revokedAt: row["revoked_at"])
  }
}

extension KeptLetter {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], kind: row["kind"], recipient: row["recipient"], subscriberID: row["subscriber_id"],
      language: row["language"], subject: row["subject"], plain: row["plain"], html: row["html"],
      createdAt: row["created_at"], nextAt: row["next_at"], tries: row["tries"], sentAt: row["sent_at"],
      deadAt: row["dead_at"], fault: row["fault"])
  }
}

extension AuditEntry {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], at: row["at"], userID: row["user_id"], userName: row["user_name"], actorID: row["actor_id"],
      subscriberID: row["subscriber_id"], subject: row["subject"], subjectID: row["subject_id"], act: row["act"],
      before: row["before"], after: row["after"], address: row["address"])
  }
}

extension AccessToken {
  init(_ row: Row) throws {
    try self.init(
      id: row["id"], userID: row["user_id"], subscriberID: row["subscriber_id"], name: row["name"],
      scopes: row["scopes"], createdAt: row["created_at"], expiresAt: row["expires_at"], usedAt: row["used_at"],
      revokedAt: row["revoked_at"])
  }
}
