// French, Italian, Romanian, Occitan, Latin and the artificial languages built on them.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "code|codes|mot de passe|clé|pin|codice|codici|password|chiave|cod|codul|parola|parolă|"
     "còdi|senhal|kodo|kodon|pasvorto|tessera|codicem|clef"},
    {cue::strong_code,
     "code de vérification|code de sécurité|code de confirmation|code d'accès|"
     "code d'activation|code d'authentification|code de connexion|code à usage unique|"
     "code unique|code temporaire|code de récupération|code de réinitialisation|"
     "code de validation|code d'inscription|code d'autorisation|code secret|"
     "mot de passe à usage unique|mot de passe unique|mot de passe temporaire|votre code|"
     "ton code|code suivant|ce code|code ci-dessous|le code à saisir|code sms|code otp|"
     "code d'identification|code d'invitation|code pin|codice di verifica|codice di sicurezza|"
     "codice di conferma|codice di accesso|codice di attivazione|codice di autenticazione|"
     "codice di autorizzazione|codice monouso|codice temporaneo|codice di recupero|"
     "codice di ripristino|codice di reimpostazione|codice di convalida|"
     "codice di registrazione|codice otp|codice usa e getta|password monouso|"
     "password temporanea|il tuo codice|il suo codice|seguente codice|questo codice|"
     "codice sms|codice segreto|codice d'accesso|codice di login|cod de verificare|"
     "codul de verificare|codul de securitate|cod de securitate|cod de confirmare|"
     "codul de confirmare|cod de acces|codul de acces|cod de autentificare|"
     "codul de autentificare|cod de activare|codul de activare|codul tău|codul dvs|"
     "codul dumneavoastră|următorul cod|codul următor|parolă unică|parola unică|"
     "cod unic|codul otp|cod de conectare|codul de conectare|codul de resetare|"
     "cod de resetare|còdi de verificacion|còdi de seguretat|còdi de confirmacion|"
     "codice confirmationis|codicem verificationis|codex confirmationis|codicem sequentem|"
     "konfirmkodo*|kontrolkodo*|konfirma kodo*|sekureckodo*|ensalutkodo*|"
     "aŭtentokontrola kodo|verification codicem|verificationis"},
    {cue::verify,
     "vérifi*|confirm*|authentif*|autoris*|finaliser votre inscription|finaliser*|"
     "terminer l'inscription|compléter|approuver|verific*|conferm*|attiv*|autentic*|"
     "autorizz*|convalid*|completa la registrazione|completare|approva|verificar*|confirmă|"
     "activează|activați|autentific*|validează|finalizează|finalizați|konfirm*|aktivig*|"
     "kontrol*|verificacion|confirmatz|confirmar|verificare|approba*|certiorem|activer|"
     "activez|activation|activé|activare|activarea|valider|validez|validation|validé|"
     "validați|validare"},
    {cue::recover,
     "réinitialis*|récupér*|restaur*|changer de mot de passe|changer le mot de passe|"
     "changer mon mot de passe|changer votre mot de passe|modifier le mot de passe|"
     "modifier mon mot de passe|modifier votre mot de passe|nouveau mot de passe|"
     "mot de passe oublié|déverrouill*|débloqu*|débloc*|supprimer votre compte|"
     "supprimer mon compte|définir un mot de passe|définir mon mot de passe|"
     "créer un mot de passe|choisir un mot de passe|reimpost*|reimposta*|recuper*|ripristin*|"
     "resett*|cambia password|cambiare password|cambia la password|cambia la tua password|"
     "cambiare la password|modifica password|nuova password|password dimenticata|sblocc*|"
     "elimina account|eliminare l'account|imposta la password|imposta una password|resetare|"
     "resetează|resetați|reseteaz*|resetarea|schimb*|parolă nouă|parola nouă|deblocare|"
     "deblochează|debloch*|setează|restabilir*|reïnicializar|reinicializar|"
     "cambiar lo senhal|restitu*|reficere|restarig*|reagordi|malŝlos*|ŝanĝi|"
     "novan pasvorton|supprimer le compte"},
    {cue::invite,
     "invitation|invité|invitée|invite|vous invite|a invité|accepter|acceptez|accepte|"
     "rejoindre|rejoignez|adhérer|invito|invitato|invitata|ti ha invitato|accetta|accettare|"
     "unisciti|unirti|partecipa|invitație|invitația|invitat|invitată|te-a invitat|acceptă|"
     "acceptați|accepta|alătur*|invitita|invitis|akcepti|akceptu|aliĝi|aliĝu|convidacion|"
     "convidat|acceptar|rejónher|invitatio*|invitat*|accipe*|iungere|coniunge*"},
    {cue::login,
     "connexion|connecter|connectez|connecte|se connecter|s'identifier|identifier|identifiez|"
     "inscription|inscrire|inscrivez|lien magique|accedi|accedere|accesso|accedi a|login|"
     "effettua l'accesso|registrati|registrazione|registrare|iscriviti|iscrizione|link magico|"
     "autentificare|autentifică|conectare|conectează|conectați|conecta|înregistr*|logare|"
     "intră în|ensaluti|ensalut*|ensalutu|registri|registriĝ*|se connectar|inscripcion|"
     "inire|accede|subscribere|sessionem"},
    {cue::password,
     "mot de passe|mots de passe|password|parola|parolei|parole|parolă|pasvorto*|senhal|"
     "tessera*|tesserae|signum|verbum"},
    {cue::click,
     "cliquez|cliquer|cliquant|clique|lien|ce lien|lien suivant|lien ci-dessous|"
     "suivez ce lien|suivre ce lien|bouton|appuyez|clicca|cliccare|cliccando|fai clic|"
     "fare clic|collegamento|link|seguente link|questo link|segui questo|pulsante|premi|clic|"
     "apasă|apăsați|click|accesează|accesați|urmează|urmați|urmatorul link|acest link|"
     "butonul|alklak*|klaku|klaki|ligilo|ligilon|sekvu|jena|butono|clicatz|ligam|"
     "ligam seguent|seguissètz|preme|nexum|sequere|vade|hunc nexum|hoc vinculum|vinculum|"
     "rendez-vous|ci-dessous|qui sotto|copiez|coller|incolla|visitez"},
    {cue::enter,
     "saisir|saisissez|entrez|entrer|utilisez|utiliser|renseignez|indiquez|inserisci|inserire|"
     "immetti|digita|utilizza|usa|introdu|introduceți|introduce|folosește|folosiți|"
     "utilizați|enigu|enigi|tajpu|uzu|picatz|utilizatz|intra|insere|inscribe|uti|utere"},
    {cue::expiry,
     "valable|valide|expire|expirera|minutes|validité|valido|valida|scade|scadrà|minuti|"
     "scadenza|validità|valabil|valabilă|expiră|minute|validas|eksvalidiĝ*|minutoj|expira|"
     "minutas|exspirabit|expirabit|minutis|minuta|heures"},
    {cue::secrecy,
     "ne partagez|ne le partagez|ne partager|ne donnez|ne communiquez|à personne|jamais|"
     "avec personne|non condividere|non condividerlo|non comunicare|con nessuno|nu partaja|"
     "nu divulga|nu îl comunica|nimănui|ne kunhavigu|neniu|con nessun"},
    {cue::ignore,
     "ignorer|ignorez|ignore|n'avez pas demandé|pas à l'origine|si vous n'avez|"
     "si ce n'est pas|si vous n'êtes pas|ne pas tenir compte|ignora|ignorare|ignorala|"
     "non hai richiesto|se non hai|se non sei|ignoră|ignorați|nu ați solicitat|"
     "nu ai solicitat|dacă nu|ignori|ne petis|se vi ne|ignorar|neglege*|si non petivisti|"
     "nisi|ignoratz"},
    {cue::commerce,
     "facture|factures|reçu|commande|commandes|achat|achats|paiement|paiements|livraison|"
     "expédition|expédié|colis|montant|total|sous-total|client|clients|abonnement|prix|tva|"
     "remboursement|échue|fattura|fatture|ricevuta|ordine|ordini|acquisto|acquisti|pagamento|"
     "pagamenti|spedizione|spedito|consegna|pacco|importo|totale|subtotale|cliente|clienti|"
     "abbonamento|prezzo|rimborso|scaduta|factură|factura|facturi|facturii|chitanță|"
     "comandă|comanda|comenzi|comenzii|plată|plata|plăți|livrare|livrat|expediere|colet|"
     "sumă|suma|subtotal|abonament|preț|fakturo|fakturon|mendo|mendon|pago|pagon|kvitanco|"
     "sendaĵo|sumo"},
    {cue::id_label,
     "numéro de commande|commande|numéro de facture|facture|n° de|numéro|référence|réf|"
     "dossier|numéro de client|numéro de suivi|suivi|numéro de compte|compte|code postal|"
     "siret|siren|rcs|numero ordine|ordine|numero d'ordine|numero fattura|fattura|numero|"
     "riferimento|rif|numero cliente|tracciamento|codice cliente|codice fiscale|partita iva|"
     "p.iva|cap|conto|numero di conto|numărul comenzii|comanda|număr comandă|"
     "numărul facturii|factura|factura nr|nr|număr|referință|cont|awb|cui|mendo|fakturo|"
     "reçu|remboursement|devis|avoir|livraison"},
    {cue::coupon,
     "code promo|code promotionnel|code de réduction|réduction|remise|bon d'achat|coupon|"
     "codice sconto|codice promozionale|codice promo|sconto|buono|cupon|cod promoțional|"
     "cod de reducere|reducere|oferta|offre|carte cadeau|rabato|kupono"},
    {cue::money, "euros|lei|ron|eŭroj|francs|euro|dh"},
    {cue::phone,
     "appelez|appeler|téléphone|tél|tel|mobile|portable|chiama|chiamare|telefono|cellulare|"
     "sunați|sunați la|telefon|voku"},
    {cue::nav,
     "se désabonner|désabonner|désinscrire|désinscription|confidentialité|"
     "politique de confidentialité|conditions|aide|contact|contactez|paramètres|"
     "préférences|voir dans le navigateur|mentions légales|en savoir plus|service client|"
     "annulla iscrizione|disiscriviti|cancella iscrizione|privacy|termini|condizioni|aiuto|"
     "assistenza|contatti|contattaci|impostazioni|preferenze|visualizza nel browser|"
     "scopri di più|dezabonare|dezabonează|confidențialitate|termeni|ajutor|setări|"
     "preferințe|asistență|vezi în browser|malaboni|privateco|helpo|agordoj|refuser|"
     "décliner|rifiuta|refuză|respinge"},
    {cue::view,
     "voir|consulter|consultez|visualiser|afficher|télécharger|payer|lire|détails|"
     "visualizza|vedi|vedere|consulta|scarica|paga|leggi|dettagli|vezi|vizualizează|"
     "vizualizați|descarcă|plătește|citește|detalii|vidi|rigardi|elŝuti|pagi|veire|vide|"
     "spectare|regarder|découvrir"},
    {cue::done,
     "a été modifié|a été changé|a été changée|a été mis à jour|a été ajouté|"
     "a été ajoutée|a été supprimé|a été supprimée|a bien été|avec succès|"
     "nouvelle connexion|modifié|è stato modificato|è stata modificata|è stato cambiato|"
     "è stata cambiata|è stato aggiornato|è stata aggiornata|è stato aggiunto|"
     "è stata aggiunta|è stato rimosso|con successo|nuovo accesso|a fost schimbat|"
     "a fost schimbată|a fost modificat|a fost modificată|a fost actualizat|a fost adăugat|"
     "a fost eliminat|cu succes|estis ŝanĝita|estis|es estat|mutatum est|sukces*"},
    {cue::unit,
     "heures|jours|semaines|mois|points|giorni|settimane|mesi|anni|punti|zile|săptămâni|"
     "luni|puncte|horoj|tagoj"},
    {cue::card,
     "se terminant par|carte|finissant par|terminant|che termina|carta|con finale|termina con|"
     "care se termină|card|ultimele|derniers chiffres"},
    {cue::phrase,
     "phrase de sécurité|frase di sicurezza|frază de securitate|fraza de securitate|"
     "sekureca frazo|sekurecfrazo|sententia securitatis|phrasis securitatis|"
     "frasa de seguretat|phrase secrète"},
    {cue::lookalike,
     "code-barres|code barre|code barres|code postal|code source|code promo|codice a barre|"
     "codice sorgente|codice postale|codice fiscale|codice sconto|cod de bare|cod poștal|"
     "codul sursă|cod sursă|cod promoțional|codes de récupération|codici di recupero|"
     "coduri de recuperare|codul fiscal|fontkodo|codice cliente|code de conduite|code erreur|"
     "mot de passe provisoire"},
};

}  // namespace

words romance_eastern() { return entries; }

}  // namespace carnet::extraction::lexica
