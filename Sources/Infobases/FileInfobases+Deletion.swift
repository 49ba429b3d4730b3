package import Handbook

extension FileInfobases {
  package func delete(_ id: Infobase.ID) async throws {
    let paths = paths
    try await bases.hold(id) { [threads] in
      try await threads.run {
        let trashed = try Disk.isThere(paths.trashed(id))
        guard try Disk.isThere(paths.base(id)) else {
          if trashed { return }
          throw InfobaseFault.notFound(id)
        }
        guard try !trashed && Disk.move(folder: paths.folder(id), to: paths.trashed(id)) else {
          throw InfobaseFault.occupied(id, by: nil)
        }
      }
    }
  }

  package func undelete(_ id: Infobase.ID) async throws {
    let paths = paths
    try await bases.hold(id) { [threads] in
      try await threads.run {
        let here = try Disk.isThere(paths.base(id))
        guard try Disk.isThere(paths.trashed(id)) else {
          if here { return }
          throw InfobaseFault.notFound(id)
        }
        guard try !here && Disk.move(folder: paths.trashed(id), to: paths.folder(id)) else {
          throw InfobaseFault.occupied(id, by: nil)
        }
      }
    }
  }

  package func purge(_ id: Infobase.ID) async throws {
    let paths = paths
    try await bases.hold(id) { [threads] in
      try await threads.run {
        guard try Disk.isThere(paths.trashed(id)) else { return }
        // Out of the trash in one step: half of it can never be taken out again. The rest goes with
        // the work folder.
        let work = try WorkFolder(in: paths.work)
        defer { work.remove() }
        _ = try Disk.move(folder: paths.trashed(id), to: work.file("purged"))
      }
    }
  }

  /// The numbers of the infobases in the trash, in order.
  package func deleted() async throws -> [Infobase.ID] {
    let trash = paths.trash
    return try await threads.run { try InfobasePaths.infobases(under: trash) }
  }
}
