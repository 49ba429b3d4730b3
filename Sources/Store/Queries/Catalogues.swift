package import Handbook

extension Reading {
  /// The number of the newest catalogue; `nil` if none was loaded.
  package func newestCatalogue() throws -> Int? {
    try first("SELECT max(id) AS id FROM catalogue")?["id"]
  }

  package func catalogueText(_ id: Int) throws -> String? {
    try first("SELECT text FROM catalogue WHERE id = \(id)")?["text"]
  }

  /// The terms that a version of the catalogue offers.
  package func offeredTerms(_ catalogue: Int) throws -> [(code: Tariff.Code, terms: ID<Tariff>)] {
    try rows(
      """
      SELECT t.code, t.id FROM offered_tariff o JOIN tariff_terms t ON t.id = o.terms_id
      WHERE o.catalogue_id = \(catalogue)
      """
    ).map { (try $0["code"], try $0["id"]) }
  }

  /// Where the terms were stated first.
  package func terms(_ id: ID<Tariff>) throws -> (catalogue: Int, code: Tariff.Code)? {
    try first("SELECT catalogue_id, code FROM tariff_terms WHERE id = \(id)").map {
      (try $0["catalogue_id"], try $0["code"])
    }
  }
}

extension Writing {
  package func insertCatalogue(_ text: String, by user: User.ID?, at now: Instant) throws -> Int {
    try value("INSERT INTO catalogue (text, loaded_at, loaded_by) VALUES (\(text), \(now), \(user)) RETURNING id")
  }

  package func insertTerms(_ code: Tariff.Code, in catalogue: Int) throws -> ID<Tariff> {
    try value("INSERT INTO tariff_terms (catalogue_id, code) VALUES (\(catalogue), \(code)) RETURNING id")
  }

  package func offer(_ terms: ID<Tariff>, in catalogue: Int) throws {
    try run("INSERT INTO offered_tariff (catalogue_id, terms_id) VALUES (\(catalogue), \(terms))")
  }
}
