/// The service's own terms: settings of the installation, with the defaults that the requirements give.
package struct ServiceTerms: Hashable, Sendable {
  /// The zone of civil days, by its name in tzdata (DEC-14).
  package var timeZone = "Asia/Almaty"
  /// Days for which an invitation may be accepted (DEC-13).
  package var invitationDays = 30
  /// The tariff that a new client gets (F-04).
  package var trial: Tariff.Code
  /// The tariff of a partner's own subscriber (D-07).
  package var ownTariff: Tariff.Code
  /// Months for which data are kept after the end of access (DEC-30).
  package var dataKeptMonths = 6
  /// Minutes without a call after which a session of an infobase is closed (DEC-53).
  package var sessionIdleMinutes = 20
  /// Minutes without a request after which a sign-in to the cabinet ends.
  package var signInIdleMinutes = 720
  /// Days before the end from which a client may change its serving organisation (S-01, DEC-56).
  package var transferDays = 14
  /// Hours after which the releasing partner's silence is consent (S-05, DEC-10).
  package var transferHours = 24
  /// The most hours for which a client opens its base to another's employee (DEC-57).
  package var staffAccessHours = 168
  /// Days before (positive) or after (negative) the end of access on which a letter goes out.
  package var reminderDays = [7, 3, 0, -5]
  /// How many days ahead the Monday digest looks (R-01, DEC-12).
  package var digestDays = 30
  /// Days after the end within which a client that comes back has not been lost (DEC-55).
  package var churnDays = 30
  /// The largest file that can be loaded as an infobase, in MiB (BEY-61).
  package var importMegabytes = 1024

  package init(trial: Tariff.Code, ownTariff: Tariff.Code) {
    self.trial = trial
    self.ownTariff = ownTariff
  }
}
