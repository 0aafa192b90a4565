// English, and the abbreviations used in messages of every language.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "code|codes|pin|pin code|pincode|tan|token|passphrase|password|codice|login code|"
     "sms code|code is"},
    {cue::strong_code,
     "verification code|verify code|security code|confirmation code|authentication code|"
     "auth code|authorization code|authorisation code|activation code|login code|log-in code|"
     "log in code|sign-in code|sign in code|signin code|sign-up code|registration code|"
     "access code|recovery code|reset code|validation code|one-time code|one time code|"
     "onetime code|single-use code|single use code|one-time password|one time password|"
     "one-time passcode|one time passcode|one-time pin|one time pin|one-time passwords|otp|"
     "otps|passcode|2fa code|mfa code|two-factor code|two factor code|two-step code|"
     "2-step code|two-step verification code|temporary code|temporary login code|"
     "approval code|transaction code|identity code|device code|pairing code|sms code|mtan|"
     "m-tan|smstan|sms-tan|sms tan|sms token|sms pin|otp code|code otp|totp|your code|"
     "your pin|code below|following code|code to verify|code to log in|code to sign in|"
     "code to confirm|verification pin|verification number|authentication number|"
     "verification password|dynamic password|security pin|secret code|magic code|this code|"
     "the code|unlock code|change code|confirm code|password reset code|one-time access|"
     "email code|delivery code|verification token|confirmation token|security token|access "
     "token|your otp|"
     "quick code|invite code|invitation code|verification-code|tac|tac code"},
    {cue::verify,
     "verify*|verification|verified|confirm|reconfirm|confirming|confirms|confirmation|activate|"
     "activating|activation|authenticat*|authoriz*|authoris*|validate|validating|validation|"
     "approve|approval|complete your registration|complete registration|complete your sign*|"
     "complete sign*|finish sign*|finish creating|finish registr*|finish setting up|"
     "complete your account|two-factor|two-step|2fa|2-step|mfa|double opt|subscribe|opt in to"},
    {cue::recover,
     "reset|resetting|recover|recovery|restore|forgot|forgotten|set a new password|"
     "set new password|set up a new password|choose a new password|choose new password|"
     "change password|change your password|change my password|create a new password|"
     "create new password|create a password|create your password|set your password|"
     "set a password|set up your password|set up your account|set up account|new password|"
     "unlock|unlocking|delete your account|delete account|delete my account|account deletion|"
     "reactivate|email change|change your email|change email|change of email|"
     "new email address|confirm change"},
    {cue::invite,
     "invitation|invitations|invite|invited|invites|inviting|accept|join|joining|"
     "has invited you"},
    {cue::login,
     "log in|log-in|login|logging in|sign in|sign-in|signin|signing in|signed in|magic link|"
     "sign in to|log into|login link|sign-in link|passwordless|one-click login|sign up|"
     "sign-up|signup|register|registration"},
    {cue::password, "password|passwords|passwort|master password|passcode hint"},
    {cue::click,
     "click|clicking|tap|press|follow this link|follow the link|following link|link below|"
     "button below|below link|this link|the link|link|copy and paste|paste the|url below|"
     "paste this|by visiting|visit the|open the link|go to|use the button|opening the"},
    {cue::enter,
     "enter|type in|use the following|use this|use code|use the code|input|fill in|entering|"
     "provide this|use it to|when prompted|here is your|here's your"},
    {cue::expiry,
     "expire|expires|expired|expiring|valid for|is valid|valid until|only valid|minutes|mins|"
     "min|within the next|will be valid|expiration"},
    {cue::secrecy,
     "do not share|don't share|never share|dont share|not share|keep it secret|keep this code|"
     "do not give|don't give|do not forward|anyone|never ask|with anybody|do not disclose|"
     "never disclose"},
    {cue::ignore,
     "if you did not|if you didn't|if you didnt|ignore this|safely ignore|disregard|"
     "was not you|wasn't you|were not you|weren't you|did not request|didn't request|"
     "did not initiate|not requested by you|if this wasn't"},
    {cue::commerce,
     "invoice|invoices|receipt|receipts|order|orders|ordered|purchase|purchases|purchased|"
     "payment|payments|shipping|shipped|shipment|delivery|delivered|tracking|parcel|package|"
     "subtotal|total|amount|amount due|due date|billing|bill|bills|refund|refunded|"
     "subscription|renewal|trial|checkout|cart|quantity|qty|item|items|price|discount|tax|vat|"
     "balance|statement|booking|reservation|itinerary|paid|overdue|estimate|quote|customer|"
     "customers|flight|departure|check-in|hotel|fare|seat"},
    {cue::id_label,
     "order number|order no|order id|order|order #|invoice number|invoice no|invoice id|"
     "invoice|reference|reference number|reference no|ref no|ref|ref id|ticket|ticket number|"
     "case|case number|case id|tracking number|tracking no|tracking id|tracking|tracking code|"
     "awb|confirmation number|booking number|booking reference|booking code|pnr|"
     "account number|account no|account id|a/c|a/c no|a/c no ending|customer number|"
     "customer id|member number|member id|user id|userid|employee id|serial|serial number|"
     "serial no|id|item|sku|product code|model|part no|issue|build|version|ver|release|"
     "policy number|application number|receipt|receipt number|receipt no|transaction id|"
     "transaction number|transaction ref|txn|txn id|request id|bill|bill number|zip|zip code|"
     "postal code|postcode|area code|country code|sort code|swift code|branch code|"
     "store number|room|suite|apt|flat|floor|gate|seat|flight|train|no|nr|number|po box|pobox|"
     "box|vat id|tax id|registration number|license|licence|imei|phone|mobile|tel|identifier|"
     "identifier code|claim code|claim no|claim number|error|error code|status code|exit code|"
     "http|port|dress code|qr code|source code|bug|pull request|commit|parcel|shipment|"
     "shipment number|rma|sequence|meeting id|conference id|dial|ext|extension|county|route|"
     "highway|channel|station|pickup code|booking|estimate|quote|quote number|credit note|"
     "purchase order|po|txt|text|send|sms|reply|to no|steps|points|score|rank|iban|bic|"
     "username|user name|account|account #|webinar id|hint|your hint|transfer|transaction|"
     "trip|ride|claim|policy|contract|membership|key|prize|won"},
    {cue::coupon,
     "coupon|coupons|coupon code|promo|promo code|promotion code|promotional code|promotion|"
     "discount code|discount|voucher|voucher code|gift card|gift code|gift card code|"
     "referral code|offer code|use code at checkout|at checkout|off your|% off|savings|redeem|"
     "redemption code|cashback|rebate|deal|deals|flash sale|sale ends|off everything|off all|"
     "free shipping"},
    {cue::money,
     "usd|eur|gbp|jpy|cny|inr|rs|rub|chf|aud|cad|nzd|sek|nok|dkk|pln|czk|huf|try|uah|brl|mxn|"
     "ars|clp|cop|krw|vnd|idr|thb|myr|sgd|hkd|twd|php|aed|sar|egp|zar|ngn|kes|irr|irt|pkr|bdt|"
     "lkr|kzt|gel|azn|ron|bgn|ils|isk|btc|eth|usdt|dollars|euros|pounds|yen|rupees|bucks|"
     "cents|pence"},
    {cue::phone,
     "call|calling|call us|phone|telephone|tel|mobile|fax|dial|landline|helpline|hotline|"
     "whatsapp|customer service|customer care|text stop|reply stop|contact us|toll-free|"
     "toll free|txt|text|sms to|ph|mob|care line"},
    {cue::nav,
     "unsubscribe|unsub|opt out|opt-out|privacy|privacy policy|terms|terms of service|"
     "terms of use|t&c|t&cs|help|help center|help centre|support|contact|contact us|"
     "contact support|faq|settings|preferences|email preferences|manage|manage notifications|"
     "notification settings|view in browser|view this email|view online|web version|app store|"
     "google play|play store|download the app|download our app|facebook|twitter|instagram|"
     "linkedin|youtube|tiktok|github|blog|website|home page|homepage|about us|documentation|"
     "docs|learn more|read more|find out more|feedback|share feedback|live chat|forum|"
     "community|careers|legal|imprint|cookie|cookies|report abuse|report this|dashboard|"
     "not you|mobile app|terms and conditions|secure my account|wasn't me|reschedule|cancel|"
     "cancel booking|add to calendar|manage booking|decline|reject|not interested|mute|leave|"
     "snooze|opt-out of"},
    {cue::view,
     "view|see|show|check|review|read|download|open|watch|listen|track|browse|shop|buy|pay|"
     "upgrade|renew|extend|export|update your payment|update payment|print|discover|explore|"
     "start shopping|take a look|details|try a different|reply|rate|order now|book|donate|"
     "your dashboard|billing info|web vault|see more|shop now|view comment|view message|"
     "view order|survey|take the survey|experience|how did we do|share your thoughts|"
     "go to dashboard"},
    {cue::done,
     "was changed|has been changed|have been changed|was updated|has been updated|was added|"
     "has been added|was removed|has been removed|has changed|just changed|was reset|"
     "has been reset|new sign-in|new login|was just logged|just logged into|new device|"
     "successfully|has been enabled|has been disabled|was enabled|was disabled|"
     "has been activated|has been verified|has been confirmed|has been approved|"
     "has been accepted|has been deleted|has been revoked|was accepted|accepted your|"
     "has been created|was deactivated|has been deactivated|unable to find|no account|"
     "does not exist|already exists|already registered|not recognized|do not have any record"},
    {cue::unit,
     "gb|mb|kb|kg|km|cm|mm|lbs|lb|oz|ml|mah|mhz|ghz|hz|kwh|px|pcs|pieces|miles|points|hours|"
     "hrs|hr|days|weeks|months|mths|years|yrs|seconds|secs|people|users|followers|members|"
     "views|visitors|visits|sessions|subscribers|readers|downloads|customers|accounts|steps|"
     "calories|texts|msgs|credits|coins|words|times|items|seats|nights|"
     "guests"},
    {cue::card,
     "ending in|ending with|ending|ends in|ending-|card ending|card number|card no|last four|"
     "last 4|last digits|xxxx"},
    {cue::phrase,
     "security phrase|safety phrase|reference word|reference code|anti-phishing code|"
     "anti-phishing|phrase|matches the phrase|match code|comparison value|session id|"
     "request number|device id|phishing code"},
    {cue::lookalike,
     "barcode|bar code|qr code|qr-code|unicode|vscode|vs code|source code|encode|decode|"
     "opcode|code review|code of conduct|dress code|zip code|zipcode|postcode|postal code|"
     "country code|area code|error code|status code|exit code|code block|promo code|"
     "discount code|coupon code|voucher code|gift code|referral code|color code|tax code|"
     "hs code|product code|item code|keyboard|key features|key points|key takeaways|key dates|"
     "morse code|code editor|your code changes|building code|sort code|swift code|"
     "tracking code|branch code|backup codes|recovery codes|device key|passkey|passkeys|"
     "security key|public key|ssh key|api key|identifier code|claim code|claimcode|"
     "language code|source-code|code quality|code freeze|codebase|code snippet|our code|"
     "open source|meeting passcode|meeting id|webinar id|webinar passcode|dial-in|"
     "zoom meeting|wifi code|wi-fi code|door code|gate code|temporary password"},
};

}  // namespace

words english() { return entries; }

}  // namespace carnet::extraction::lexica
