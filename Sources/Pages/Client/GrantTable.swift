import Handbook
import Markup

/// Access given to specialists.
struct GrantTable: View {
  let grants: [AccessGrant]
  let now: Instant
  let seal: HTML
  let stamp: @Sendable (Instant) -> String

  var body: HTML {
    """
    <table class="list"><thead><tr><th scope="col">\(Text.personName)</th><th scope="col">\(Text.organisation)</th>\
    <th scope="col">\(Text.infobase)</th><th scope="col">\(Text.reason)</th><th scope="col">\(Text.goodUntil)</th>\
    <th scope="col">\(Text.givenBy)</th><th scope="col"><span class="unseen">\(Text.actWord)</span></th></tr></thead>\
    <tbody>\(grants.html { grant in
      """
      <tr><td class="first">\(grant.userName)</td><td data-label="\(Text.organisation)">\(grant.organisationName)</td>\
      <td data-label="\(Text.infobase)">\(grant.infobaseName)</td><td data-label="\(Text.reason)">\(grant.reason)</td>\
      <td data-label="\(Text.goodUntil)">\(stamp(grant.untilAt))\
      \(if: grant.revokedAt != nil, " \(Mark(text: .revoked, tone: .quiet))")</td>\
      <td class="minor" data-label="\(Text.givenBy)">\(grant.grantedByName)</td>\
      <td class="acts">\
      \(if: grant.isInForce(at: now),
        """
        <form method="post" action="\(Link.grants)/\(grant.id)/revocation">\(seal)<button class="plain">\
        \(Text.revoke)</button></form>
        """)</td></tr>
      """
    })</tbody></table>
    """
  }
}
