/// An application in which a client keeps books: a database of its own, known by its number.
package enum Infobase {
  package typealias ID = Handbook.ID<Infobase>
}
