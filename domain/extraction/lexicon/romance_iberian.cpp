// Spanish, Portuguese, Catalan, Galician, Basque.
// Spelling is ordinary; folding and gluing are the matcher's business. No product names here.

#include "domain/extraction/lexicon/lexica.hpp"

namespace carnet::extraction::lexica {
namespace {

constexpr lexicon_entry entries[] = {
    {cue::code,
     "código|códigos|clave|contraseña|pin|código es|senha|chave|codi|clau|contrasenya|"
     "kodea|kode|kodeak|gakoa|token|palabra clave|pasahitza"},
    {cue::strong_code,
     "código de verificación|código de seguridad|código de confirmación|"
     "código de acceso|código de activación|código de autenticación|"
     "código de autorización|código de inicio|código de un solo uso|código único|"
     "código temporal|código de recuperación|código de restablecimiento|"
     "código de validación|código de registro|código de ingreso|clave de verificación|"
     "clave de firma|clave de operación|clave operación|clave para|clave otp|clave sms|clave "
     "es|clave temporal|clave de acceso|clave dinámica|clave de seguridad|"
     "clave única|contraseña de un solo uso|contraseña temporal|contraseña única|"
     "de un solo uso|tu código|su código|siguiente código|este código|código es|"
     "código otp|código sms|código pin|codigo para|código de verificação|"
     "código de segurança|código de confirmação|código de acesso|código de ativação|"
     "código de autenticação|código de autorização|código de login|"
     "código de uso único|código de recuperação|código de redefinição|"
     "código de validação|código de cadastro|código de entrada|senha de uso único|"
     "senha temporária|senha descartável|seu código|teu código|o código|seguinte código|"
     "código abaixo|codi de verificació|codi de seguretat|codi de confirmació|"
     "codi d'accés|codi d'inici|codi d'un sol ús|codi de recuperació|codi de restabliment|"
     "el teu codi|el seu codi|següent codi|codi d'autenticació|codi d'activació|"
     "contrasenya d'un sol ús|codi d'inici de sessió|código de seguranza|o teu código|"
     "o seu código|egiaztapen-kode*|egiaztatze-kode*|egiaztapen kode*|segurtasun-kode*|"
     "segurtasun kode*|behin-behineko kode*|baieztapen kode*|saioa hasteko kode*|zure kodea|"
     "erabilera bakarreko"},
    {cue::verify,
     "verifique|verifiqu*|confirm*|autentic*|autoriz*|ativa*|ativ*|ative|ativação|"
     "completar el registro|completar tu registro|completar o cadastro|complete seu cadastro|"
     "egiazta*|baiezta*|aktiba*|berretsi|berrets*|verificació|autenticació|comprovar|"
     "aprobar|aprovar|activa|activar|activación|activacion|activado|activat|activació|"
     "active su|active sua|activa tu|validar|valida|validación|valide|validação|verifica|"
     "verificar|verificación|verificacion|verificação|verificado|verifico"},
    {cue::recover,
     "restablec*|restablez*|reestablec*|recuper*|restaur*|cambiar contraseña|"
     "cambiar mi contraseña|cambiar la contraseña|nueva contraseña|olvidaste|olvidado|"
     "desbloque*|eliminar cuenta|eliminar tu cuenta|redefin*|redefini*|alterar senha|"
     "mudar a senha|mudar senha|trocar a senha|nova senha|esqueceu|excluir conta|"
     "excluir sua conta|repor|reposição|alterar a palavra|alterar a senha|restabl*|"
     "restabliment|canviar la contrasenya|canvia la contrasenya|canvi*|nova contrasenya|"
     "desbloquej*|desbloqueo|cambiar o contrasinal|contrasinal novo|berrezarri|berrezar*|"
     "berreskura*|desblokea*|pasahitza aldatu|pasahitza berria|crear contraseña|"
     "crear una contraseña|establecer contraseña|criar senha|definir senha|"
     "palavra-passe nova|nova palavra-passe"},
    {cue::invite,
     "invitación|invitado|invitó|invita|te ha invitado|invitó a|aceptar|acepta|unirse|"
     "únete|unirte|unirme|convite|convidado|convidou|convida|aceitar|aceite|participar|"
     "juntar-se|entrar na equipe|junte-se|invitació|convidat|acceptar|accepta|uneix-te|"
     "unir-se|unir-vos|gonbidapen*|gonbidatu*|onartu*|batu|sartu|kide"},
    {cue::login,
     "iniciar sesión|inicio de sesión|inicia sesión|iniciar sesion|ingresar|ingresa|"
     "acceder|acceda|accede|acceso|registrarte|registrarse|regístrate|registro|entrar|"
     "iniciar sessão|fazer login|login|faça login|acessar|acesse|acesso|cadastro|"
     "registre-se|registo|iniciar sessió|inici de sessió|inicia la sessió|saioa hasi|"
     "saioa hasteko|saio-hasiera|hasi saioa|erregistratu|enlace mágico|link mágico"},
    {cue::password,
     "contraseña*|contrasena*|clave|senha*|palavra-passe|palavra passe|contrasenya*|"
     "contrasinal*|pasahitz*"},
    {cue::click,
     "haz clic|haga clic|clic|pulsa|pulse|presiona|enlace|siguiente enlace|este enlace|"
     "sigue este|siga este|enlace de abajo|vínculo|botón|clique|clicar|clicando|link|"
     "link abaixo|este link|ligação|hiperligação|botão|toque|fes clic|feu clic|cliqueu|"
     "enllaç|següent enllaç|segueix aquest|seguiu|prem|botó|preme|ligazón|"
     "seguinte ligazón|esteka|esteka honetan|klik egin|sakatu|jarraitu|visita|hacer click|"
     "haga click|haz click|hacer clic|baixo|ir a|vaya a|botoia"},
    {cue::enter,
     "introduce|introduzca|ingresa|ingrese|introducir|escribe|utilice|utiliza|usa|use|usar|"
     "insira|digite|introduza|utilize|informe|introdueix|introduïu|utilitza|insireix|sartu|"
     "idatzi|erabili|introdúcelo|ingresar"},
    {cue::expiry,
     "válido|válida|vence|caduca|expira|expirará|minutos|vencerá|caducará|caducidad|"
     "expirar|vàlid|caducarà|minuts|baliozko|iraungi*|minutu*|validez|validade"},
    {cue::secrecy,
     "no lo compartas|no compartas|no la compartas|no comparta|nunca compart*|no lo comparta|"
     "con nadie|não compartilhe|não partilhe|não informe|com ninguém|nunca|ninguém|"
     "no comparteixis|amb ningú|non compartas|ez partekatu|inorekin"},
    {cue::ignore,
     "ignora|ignorar|ignore|no solicitaste|no has solicitado|no ha solicitado|si no fuiste|"
     "si no has|haz caso omiso|ignorado|não solicitou|se você não|desconsidere|"
     "não foi você|ignorat|no heu sol·licitat|non solicitaches|ez baduzu|ez ikusi|jaramonik"},
    {cue::commerce,
     "factura|facturas|recibo|recibos|pedido|pedidos|compra|compras|pago|pagos|envío|enviado|"
     "entrega|paquete|importe|total|subtotal|monto|cliente|clientes|suscripción|precio|iva|"
     "fatura|faturas|encomenda|pagamento|pagamentos|envio|valor|assinatura|preço|vencida|"
     "vencimiento|vencimento|comanda|comandes|factures|rebut|pagament|lliurament|enviament|"
     "import|client|preu|subscripció|eskaera*|faktura*|ordainketa*|ordainagiri*|bidalketa*|"
     "guztira|zenbatekoa|bezero*"},
    {cue::id_label,
     "número de pedido|pedido|pedido nº|número de factura|factura|número de orden|orden|"
     "número de referencia|referencia|número de cuenta|cuenta|número de cliente|"
     "número de seguimiento|seguimiento|código postal|nº|no|número|ticket|caso|recibo|"
     "presupuesto|número da fatura|número do pedido|fatura|encomenda|referência|rastreio|"
     "rastreamento|código de rastreio|conta|protocolo|cep|nif|cnpj|cpf|comanda|"
     "número de comanda|referència|fra|eskaera|faktura|zenbakia|erreferentzia|oficina|"
     "agencia|devolución|albarán"},
    {cue::coupon,
     "cupón|cupones|código de descuento|código promocional|descuento|descuentos|vale|cupom|"
     "cupons|código de desconto|desconto|oferta|codi de descompte|descompte|deskontu*|cupó|"
     "tarjeta regalo|bono"},
    {cue::money, "euros|pesos|soles|dólares|reais|real|euro|euroak|eur|mxn"},
    {cue::phone,
     "llame|llama|llamar|teléfono|tel|móvil|celular|ligue|ligar|telefone|telemóvel|truca|"
     "trucar|telèfon|deitu|telefono*|línea"},
    {cue::nav,
     "darse de baja|cancelar suscripción|cancelar la suscripción|desuscribirse|privacidad|"
     "política de privacidad|términos|condiciones|ayuda|contacto|contacta|configuración|"
     "preferencias|ver en el navegador|atención al cliente|cancelar inscrição|descadastrar|"
     "privacidade|termos|ajuda|contato|configurações|definições|preferências|"
     "ver no navegador|atendimento|privadesa|termes|configuració|pribatutasun*|laguntza|"
     "baldintzak|soporte|suporte|saber más|saiba mais|leer más|rechazar|declinar|recusar|"
     "rebutjar|cancelar reserva"},
    {cue::view,
     "ver|veure|consultar|consulta|consulte|descargar|baixar|transferir|pagar|leer|ler|llegir|"
     "mostrar|detalles|detalhes|ikusi|deskargatu|ordaindu|acompanhar|revisar|explorar|comprar"},
    {cue::done,
     "ha sido cambiado|ha sido cambiada|ha cambiado|ha sido modificado|ha sido actualizado|"
     "ha sido actualizada|se ha cambiado|se ha actualizado|se cambió|se ha añadido|"
     "ha sido añadido|se ha eliminado|ha sido eliminado|modificado|ha sido|fue cambiado|"
     "foi alterado|foi alterada|foi atualizado|foi atualizada|foi adicionado|foi removido|"
     "foi modificado|s'ha canviat|s'ha actualitzat|ha estat|s'ha afegit|aldatu da|"
     "eguneratu da|gehitu da|nuevo inicio|novo login|éxito|sucesso"},
    {cue::unit,
     "horas|hores|días|dias|dies|semanas|meses|años|anos|puntos|pontos|punts|orduak|egun|"
     "personas"},
    {cue::card,
     "terminada en|terminado en|termina en|que termina|tarjeta|cartão|final|terminado em|"
     "terminada em|acabada en|targeta|txartela|últimos"},
    {cue::phrase,
     "frase de seguridad|frase de segurança|frase de seguretat|segurtasun esaldia|"
     "segurtasun-esaldia|frase de seguranza|palabra de seguridad"},
    {cue::lookalike,
     "código de barras|código postal|código fuente|código fonte|codi de barres|"
     "codi postal|código qr|código de descuento|código promocional|"
     "códigos de recuperación|códigos de recuperação|códigos de respaldo|"
     "código de conducta|código de error|codis de recuperació"},
};

}  // namespace

words romance_iberian() { return entries; }

}  // namespace carnet::extraction::lexica
