/// A renewal: what it would be, and, once it is made, its number (J-01).
package struct Renewal: Sendable {
  package let sold: SoldSubscription
  package let quote: Quote
  /// `nil` in a preview, and where it was refused.
  package let posted: Subscription.ID?

  package init(sold: SoldSubscription, quote: Quote, posted: Subscription.ID?) {
    self.sold = sold
    self.quote = quote
    self.posted = posted
  }
}
