import Handbook
import Office
import Pages

/// What there is only in a demo installation.
extension Cabinet {
  var demoDoors: [Door] {
    [
      .post(Link.clock, .person) { visit in
        guard let clock = settings.clock, let visitor = visit.visitor else { throw Missing() }
        try await clock.move(visit.form, by: visitor, from: visit.address)
        return .done(ownPath(visit.form.raw("back")), .clockMoved)
      }
    ]
  }
}
