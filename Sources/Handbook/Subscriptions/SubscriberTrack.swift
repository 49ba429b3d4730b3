/// A subscriber and what it has within a period, posted and not cancelled, for the chart (G-10).
package struct SubscriberTrack: Sendable {
  package let id: Subscriber.ID
  package let name: String
  package let sold: [SoldSubscription]

  package init(id: Subscriber.ID, name: String, sold: [SoldSubscription]) {
    self.id = id
    self.name = name
    self.sold = sold
  }
}
