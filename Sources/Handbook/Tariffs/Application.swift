/// A program in which clients keep books: «Бухгалтерия», «Розница» (A-23…A-25).
package struct Application: Hashable, Sendable, Coded {
  package typealias Code = Handbook.Code<Application>

  package let code: Code
  package let name: Text
  /// What it is for, in a sentence.
  package let summary: Text
  /// The release that infobases of it run, as its makers number it: `3.0`.
  package let version: String
  package let group: ApplicationGroup.Code

  package init(code: Code, name: Text, summary: Text, version: String, group: ApplicationGroup.Code) {
    self.code = code
    self.name = name
    self.summary = summary
    self.version = version
    self.group = group
  }
}

/// A heading of the list of applications: «Для малого и микробизнеса».
package struct ApplicationGroup: Hashable, Sendable, Coded {
  package typealias Code = Handbook.Code<ApplicationGroup>

  package let code: Code
  package let name: Text

  package init(code: Code, name: Text) {
    self.code = code
    self.name = name
  }
}
