// Greek, Albanian, the Celtic languages, Maltese, Swahili and other African languages.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "κωδικός|κωδικό|κωδικού|κωδικοί|κωδ*|pin|kod|kodi|kodin|"
     "kodit|fjalëkalim|fjalëkalimi|cód|chód|gcód|pasfhocal|cod|côd|god|chod|cyfrinair|"
     "còd|nambari|msimbo|neno la siri|nenosiri|kodiċi|kode|wagwoord|ikhodi|khodi|koodu|"
     "koodh|lambar|tonony|kaody|nywila|iphasiwedi|kaodi"},
    {cue::strong_code,
     "κωδικός επαλήθευσης|κωδικό επαλήθευσης|"
     "κωδικός επιβεβαίωσης|κωδικό επιβεβαίωσης|"
     "κωδικός ασφαλείας|κωδικός σύνδεσης|"
     "κωδικό σύνδεσης|κωδικός εισόδου|"
     "κωδικός πρόσβασης μίας|κωδικός μίας χρήσης|"
     "κωδικό μίας χρήσης|μίας χρήσης|μιας χρήσης|"
     "κωδικός ενεργοποίησης|κωδικός ταυτοποίησης|"
     "κωδικός επαναφοράς|ο κωδικός σας|ο κωδικός σου|"
     "παρακάτω κωδικό|τον κωδικό|"
     "κωδικός πιστοποίησης|κωδικό ασφαλείας|"
     "κωδικό επαναφοράς|kodi i verifikimit|kodin e verifikimit|"
     "kodi i konfirmimit|kodi i sigurisë|kodi juaj|kod verifikimi|kodin e mëposhtëm|"
     "kodi i hyrjes|fjalëkalim një|cód fíoraithe|cód deimhnithe|cód slándála|"
     "cód aon-uaire|do chód|cód dílsithe|an cód seo|cód fíordheimhnithe|an cód|"
     "cod dilysu|cod cadarnhau|cod diogelwch|eich cod|cod untro|y cod canlynol|"
     "còd dearbhaidh|nambari ya uthibitishaji|msimbo wa uthibitishaji|nambari ya siri|"
     "msimbo wako|msimbo wa kuthibitisha|nambari yako|kodiċi ta' verifika|"
     "kodiċi ta' konferma|ikhodi yokuqinisekisa|lambar tabbatarwa|koodu ijẹrisi|"
     "kode fanamarinana|kaody fanamarinana"},
    {cue::verify,
     "επαλήθ*|επαληθ*|επιβεβαι*|ενεργοποι*|ταυτοποί*|"
     "πιστοποί*|επικυρ*|ολοκληρώσ*|verifik*|konfirm*|vërtet*|"
     "aktivizo*|aktivizim*|autentik*|deimhnigh|deimhniú|fíor*|dheimhniú|dearbh*|"
     "gníomhachtaigh|gníomhach*|fíordheimhn*|dílsi*|dilys*|cadarnh*|gadarn*|actifadu|"
     "gweithredu|ysgogi|thibitish*|kuthibitisha|uthibitish*|hakikish*|washa|ikkonferma|"
     "konferma|ivverifika|verifika|qinisekis*|tabbatar*|jẹrisi|fanamarin*|hamarin*|miratoj*"},
    {cue::recover,
     "επαναφορ*|επαναφέρ*|ανάκτησ*|ανακτήσ*|"
     "αλλαγή κωδικού|αλλάξτε τον κωδικό|"
     "αλλάξετε τον κωδικό|αλλαγή συνθηματικού|"
     "νέος κωδικός|νέο κωδικό|ξεχάσ*|ξεκλείδ*|"
     "διαγραφή λογαριασμού|ορίστε|ορισμός κωδικού|"
     "rivendos*|ndrysho fjalëkalim*|ndryshimi i fjalëkalimit|fjalëkalim i ri|rikthe*|"
     "zhblloko*|rikuper*|athshocr*|athshlánaigh|athshlán*|aisghab*|pasfhocal nua|"
     "athraigh do phasfhocal|díghlasáil|ailosod|newid*|cyfrinair newydd|adfer*|datgloi|"
     "weka upya|kuweka upya|rejesha|badilisha nenosiri|neno jipya|nenosiri jipya|"
     "fungua akaunti|irrisettja|ibdel il-password|harrespons*"},
    {cue::invite,
     "πρόσκληση|πρόσκλησης|προσκλ*|προσκαλ*|αποδοχή|"
     "αποδεχ*|συμμετ*|ενταχ*|ftes*|ftuar|ftoi|fton|prano*|bashko*|cuireadh|"
     "cuiridh|glac|glacadh|páirt|gwahoddiad|gwahodd*|wahodd|derbyn*|ymuno*|ymunwch|mwaliko|"
     "alika|amekualika|umealikwa|kubali|jiunge|kujiunga|stedina|aċċetta|ingħaqad"},
    {cue::login,
     "σύνδεση|σύνδεσης|συνδεθ*|είσοδος|εισόδου|"
     "εγγραφή|εγγραφ*|εγγραφείτε|hyr|hyrje*|identifiko*|kyçu|kyçje*|"
     "regjistro*|regjistrim*|logáil*|síniú|sínigh|clárú*|cláraigh|mewngofnodi*|"
     "mewngofnod*|cofrestr*|ingia|kuingia|sajili|jisajili|idħol|irreġistra|"
     "μαγικός σύνδεσμος|dhul*"},
    {cue::password,
     "κωδικός πρόσβασης|κωδικού πρόσβασης|"
     "κωδικό πρόσβασης|συνθηματικ*|fjalëkalim*|pasfhocal*|"
     "phasfhocal*|cyfrinair|gyfrinair|nenosiri|nywila|neno la siri"},
    {cue::click,
     "πατήστε|πατώντας|κάντε κλικ|κάνοντας κλικ|κλικ|"
     "σύνδεσμο*|συνδέσμου|σύνδεσμος|παρακάτω|"
     "ακολουθ*|κουμπί|kliko*|klikoni|klikuar|lidhj*|linku*|butoni*|më poshtë|"
     "ndiqni|cliceáil|nasc|naisc|an nasc seo|lean an nasc|cnaipe|thíos|cliciwch|clicio|"
     "dolen|ddolen|botwm|isod|dilynwch|bofya|kubofya|bonyeza|kiungo|kiunganishi|hapa chini|"
     "fuata|ikklikkja|link|vijojo|χρησιμοποιήστε τον σύνδεσμο|"
     "επισκεφ*"},
    {cue::enter,
     "εισάγετε|εισαγάγετε|εισάγετέ|εισάγετε τον|"
     "χρησιμοποιήστε|πληκτρολογήστε|καταχωρ*|vendos|"
     "vendosni|fut|futni|përdor*|shkruani|cuir isteach|iontráil|úsáid|rhowch|nodwch|"
     "defnyddiwch|weka|ingiza|tumia|daħħal|uża|iontrálacha"},
    {cue::expiry,
     "ισχύει|λήγει|λήξει|λήξης|λεπτά|λεπτών|λεπτ*|vlen|"
     "skadon|skadojë|minuta*|minutash|bailí|rachaidh as|nóiméad|éag|dilys am|dod i ben|"
     "munud*|dakika|muda wake|itaisha|utaisha|inaisha|halali|jiskadi|minuti"},
    {cue::secrecy,
     "μην κοινοποι*|μη μοιραστ*|μην μοιραστ*|"
     "σε κανέναν|mos e ndani|askujt|ná roinn|le haon duine|peidiwch|neb|usishiriki|"
     "mtu yeyote|usimpe"},
    {cue::ignore,
     "αγνοήσ*|αγνοή*|δεν ζητήσατε|δεν προκαλέσατε|"
     "εάν δεν|αν δεν|injoro*|nëse nuk|nuk keni kërkuar|neamhaird|"
     "neamhaird a dhéanamh|mura ndearna|mura|anwybyddu|anwybyddwch|os na|puuza|kupuuza|"
     "ikiwa huku*|kama huku*|injora|jekk ma"},
    {cue::commerce,
     "τιμολόγι*|απόδειξ*|παραγγελί*|παραγγελίας|αγορ*|"
     "πληρωμ*|παράδοσ*|αποστολ*|δέμα|ποσό|σύνολο|"
     "υποσύνολο|πελάτ*|συνδρομ*|τιμή|φπα|fatur*|porosi*|pages*|"
     "dërges*|shum*|totali|klient*|blerj*|sonrasc|ordú|orduithe|íocaíocht|seachadadh|"
     "iomlán|admháil|anfoneb|archeb|taliad|derbynneb|dosbarthu|cyfanswm|ankara|agizo|oda|"
     "malipo|usafirishaji|risiti|jumla|fattura|ordni|ħlas"},
    {cue::id_label,
     "αριθμός παραγγελίας|παραγγελία|παραγγελίας|"
     "αριθμός τιμολογίου|τιμολόγιο|αριθμός|αρ|"
     "κωδικός πελάτη|κωδικός παραγγελίας|"
     "κωδικός αποστολής|αφμ|τκ|αναφορά|numri i porosisë|porosia|"
     "fatura|fatura nr|numri|nr|referenca|uimhir|ordú|sonrasc|rhif|rhif archeb|"
     "rhif cyfeirnod|nambari ya agizo|agizo|nambari ya oda|ankara|oda"},
    {cue::coupon,
     "κουπόνι*|έκπτωσ*|κωδικός έκπτωσης|προσφορ*|"
     "δωροεπιταγ*|kupon*|zbritj*|lascaine|dearbhán|cwpon|gostyngiad|punguzo|kuponi|"
     "ofa"},
    {cue::money, "ευρώ|lekë|lek|shilingi|ksh|tzs"},
    {cue::phone,
     "καλέστε|τηλέφωνο|τηλεφων*|τηλ|κινητό|telefono*|tel|"
     "celular|glaoigh|fón|guthán|ffoniwch|ffôn|piga simu|simu|τηλ."},
    {cue::nav,
     "διαγραφή από|απεγγραφή|κατάργηση εγγραφής|"
     "απόρρητο|όροι|βοήθεια|επικοινων*|ρυθμίσεις|"
     "προτιμήσεις|υποστήριξη|çregjistro*|privatësi*|kushtet|ndihmë|"
     "kontakt*|cilësimet|díliostáil|príobháideachas|téarmaí|cabhair|teagmháil|"
     "socruithe|dad-danysgrifio|preifatrwydd|telerau|cymorth|cysylltu|gosodiadau|jiondoe|"
     "faragha|masharti|msaada|wasiliana|mipangilio|μάθετε περισσότερα"},
    {cue::view,
     "προβολή|δείτε|δες|λήψη|πληρωμή|διαβάστε|"
     "λεπτομέρειες|shiko*|shikoni|shkarko*|paguaj|lexo|detajet|féach|amharc|"
     "íoslódáil|gweld|edrych|lawrlwytho|tazama|angalia|pakua|soma|lipa"},
    {cue::done,
     "άλλαξε|έχει αλλάξει|αλλάχθηκε|ενημερώθηκε|"
     "προστέθηκε|αφαιρέθηκε|διαγράφηκε|επιτυχώς|"
     "με επιτυχία|νέα σύνδεση|έγινε η ακόλουθη|u ndryshua|"
     "është ndryshuar|është ndërruar|u përditësua|u shtua|u hoq|me sukses|athraíodh|"
     "athraithe|go rathúil|wedi newid|wedi'i newid|imebadilishwa|yamebadilishwa|imesasishwa|"
     "imeongezwa|imeondolewa"},
    {cue::unit,
     "ώρες|ημέρες|μέρες|εβδομάδες|μήνες|χρόνια|"
     "πόντους|τεμ|orë|ditë|javë|muaj|vjet|laethanta|awr|diwrnod|saa|siku|wiki|"
     "miezi"},
    {cue::card,
     "λήγει σε|κάρτα|κάρτας|τελευταία|kartë|karta|cárta|cerdyn|"
     "kadi"},
    {cue::phrase,
     "φράση ασφαλείας|fraza e sigurisë|frázaí slándála|frása slándála|"
     "ymadrodd diogelwch|kifungu cha usalama|msemo wa usalama"},
    {cue::strong_code, "koodhka xaqiijinta|koodhkaaga xaqiijinta|koodhkaaga|koodhka"},
    {cue::lookalike,
     "γραμμωτός κώδικας|barcode|ταχυδρομικός κώδικας|"
     "πηγαίος κώδικας|πηγαίο κώδικα|"
     "κωδικοί ανάκτησης|κωδικών ανάκτησης|kodi postar|"
     "kodi burimor|cód poist|cod post|κωδικός κουπονιού|"
     "κωδικός έκπτωσης|κωδικός προϊόντος|kodet e rikuperimit"},
};

}  // namespace

words greek_celtic_other() { return entries; }

}  // namespace carnet::extraction::lexica
