<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>BookSheet</name>
        <message>
            <source>Client book</source>
            <translation>Cartera</translation>
        </message>
        <message>
            <source>Take out of my book</source>
            <translation>Quitar de mi cartera</translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation>Añadir a mi cartera</translation>
        </message>
        <message>
            <source>Nobody looks after this customer yet.</source>
            <translation>Aún nadie atiende a este cliente.</translation>
        </message>
        <message>
            <source>I am the primary seller</source>
            <translation>Soy quien atiende principalmente</translation>
        </message>
    </context>
    <context>
        <name>Button</name>
        <message>
            <source>Working</source>
            <translation>Trabajando</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
    </context>
    <context>
        <name>ConnectionButton</name>
        <message>
            <source>Online</source>
            <translation>Con conexión</translation>
        </message>
        <message>
            <source>Slow connection</source>
            <translation>Conexión lenta</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sin conexión</translation>
        </message>
    </context>
    <context>
        <name>ConsentIcons</name>
        <message>
            <source>E-mail</source>
            <translation>Correo</translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation>WhatsApp</translation>
        </message>
        <message>
            <source>text message</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>phone</source>
            <translation>teléfono</translation>
        </message>
        <message>
            <source>%1 allowed</source>
            <extracomment>%1 is e-mail, WhatsApp, text message or phone.</extracomment>
            <translation>%1: permitido</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <extracomment>%1 is e-mail, WhatsApp, text message or phone.</extracomment>
            <translation>%1: rechazado</translation>
        </message>
        <message>
            <source>%1 not asked</source>
            <translation>%1: sin preguntar</translation>
        </message>
    </context>
    <context>
        <name>ConsentSheet</name>
        <message>
            <source>Consent</source>
            <translation>Permiso</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Para qué</translation>
        </message>
        <message>
            <source>By which means</source>
            <translation>Por qué medio</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>The customer says</source>
            <translation>Respuesta</translation>
        </message>
        <message>
            <source>Yes, you may</source>
            <translation>Sí, podéis</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>No, please do not</source>
            <translation>No, mejor que no</translation>
        </message>
    </context>
    <context>
        <name>ContactSheet</name>
        <message>
            <source>Correct contact</source>
            <translation>Corregir contacto</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Contacto nuevo</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Label (work, home ...)</source>
            <translation>Nombre (trabajo, casa ...)</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
    </context>
    <context>
        <name>CustomerFilterSheet</name>
        <message>
            <source>Filters</source>
            <translation>Filtros</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Ver</translation>
        </message>
        <message>
            <source>Client book</source>
            <translation>Cartera</translation>
        </message>
        <message>
            <source>Loyalty tier</source>
            <translation>Nivel de fidelidad</translation>
        </message>
        <message>
            <source>Birthday in</source>
            <translation>Cumple en</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permiso</translation>
        </message>
        <message>
            <source>Only with an open follow-up</source>
            <translation>Solo con un seguimiento abierto</translation>
        </message>
        <message>
            <source>Look for words in notes only</source>
            <translation>Buscar palabras solo en las notas</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Quitar filtros</translation>
        </message>
    </context>
    <context>
        <name>CustomerFilters</name>
        <message>
            <source>My book</source>
            <translation>Mi cartera</translation>
        </message>
        <message>
            <source>Filters, %1 set</source>
            <translation>Filtros, %1 en uso</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtros</translation>
        </message>
        <message>
            <source>Go on writing, %1</source>
            <translation>Seguir escribiendo, %1</translation>
        </message>
        <message>
            <source>Message these</source>
            <translation>Escribir a estas personas</translation>
        </message>
    </context>
    <context>
        <name>CustomerList</name>
        <message>
            <source>Customers</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>Name, phone, e-mail, card</source>
            <translation>Nombre, teléfono, correo, tarjeta</translation>
        </message>
        <message>
            <source>Search customers</source>
            <translation>Buscar clientes</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Resultados</translation>
        </message>
        <message>
            <source>The search did not work. Everything is still there.</source>
            <translation>La búsqueda no ha funcionado. Todo sigue ahí.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>Nobody in this store. Other stores can be asked once this tablet is online.</source>
            <translation>Nadie en esta tienda. Se podrá preguntar a otras tiendas cuando haya conexión.</translation>
        </message>
        <message>
            <source>Search everyone</source>
            <translation>Buscar en todos</translation>
        </message>
        <message>
            <source>Look in other stores</source>
            <translation>Buscar en otras tiendas</translation>
        </message>
    </context>
    <context>
        <name>Customers</name>
        <message>
            <source>Choose a customer to see what is worth knowing.</source>
            <translation>Elige un cliente para ver lo que conviene saber.</translation>
        </message>
    </context>
    <context>
        <name>DatePart</name>
        <message>
            <source>Day</source>
            <translation>Día</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mes</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Año</translation>
        </message>
    </context>
    <context>
        <name>DateSheet</name>
        <message>
            <source>Important date</source>
            <translation>Fecha especial</translation>
        </message>
        <message>
            <source>What is it?</source>
            <translation>¿Qué es?</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>Whose, or what for</source>
            <translation>De quién, o para qué</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
    </context>
    <context>
        <name>EnrichmentSheet</name>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Offline. It is saved here and leaves as soon as it can.</source>
            <translation>Sin conexión. Se guarda aquí y sale en cuanto vuelva.</translation>
        </message>
        <message>
            <source>Saved here first, then sent to head office.</source>
            <translation>Se guarda aquí primero y luego va a la central.</translation>
        </message>
    </context>
    <context>
        <name>EnrolDownload</name>
        <message>
            <source>First download</source>
            <translation>Primera descarga</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Seguir</translation>
        </message>
    </context>
    <context>
        <name>EnrolForm</name>
        <message>
            <source>Head office's address</source>
            <translation>Dirección de la central</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Código de un solo uso</translation>
        </message>
        <message>
            <source>Passphrase of this tablet</source>
            <translation>Frase de paso de esta tableta</translation>
        </message>
        <message>
            <source>At least 12 characters. It is asked at every start; nobody can find it out for you.</source>
            <translation>Al menos 12 caracteres. Se pide en cada inicio; nadie puede averiguarla por ti.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Asking head office</source>
            <translation>Preguntando a la central</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Registrar de nuevo</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Preparar</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Ahora no</translation>
        </message>
    </context>
    <context>
        <name>EnrolWords</name>
        <message>
            <source>The download has stopped</source>
            <translation>La descarga se ha parado</translation>
        </message>
        <message>
            <source>This tablet is locked</source>
            <translation>Esta tableta está bloqueada</translation>
        </message>
        <message>
            <source>Enrol this tablet again</source>
            <translation>Registra de nuevo esta tableta</translation>
        </message>
        <message>
            <source>Set up this tablet</source>
            <translation>Prepara esta tableta</translation>
        </message>
        <message>
            <source>Fetching your customers</source>
            <translation>Trayendo tus clientes</translation>
        </message>
        <message>
            <source>What is here stays here. It goes on where it stopped.</source>
            <translation>Lo que hay aquí se queda. Se sigue donde se paró.</translation>
        </message>
        <message>
            <source>Type its passphrase. Afterwards everybody signs in with their own PIN.</source>
            <translation>Escribe su frase de paso. Después cada persona entra con su propio PIN.</translation>
        </message>
        <message>
            <source>IT or head office gives you an address and a code for this store. The code works once.</source>
            <translation>Informática o la central te da una dirección y un código para esta tienda. El código sirve una vez.</translation>
        </message>
        <message>
            <source>You can switch the tablet off: it goes on where it stopped.</source>
            <translation>Puedes apagar la tableta: sigue donde se paró.</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Clear %1</source>
            <translation>Vaciar %1</translation>
        </message>
    </context>
    <context>
        <name>FieldSheet</name>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Tap to save</source>
            <translation>Toca para guardar</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>FollowUpSheet</name>
        <message>
            <source>Change follow-up</source>
            <translation>Cambiar seguimiento</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Seguimiento</translation>
        </message>
        <message>
            <source>What is to be done</source>
            <translation>Qué hay que hacer</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Mañana</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>En una semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>En un mes</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Día</translation>
        </message>
        <message>
            <source>Who does it</source>
            <translation>Quién lo hace</translation>
        </message>
    </context>
    <context>
        <name>GlanceRow</name>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
    </context>
    <context>
        <name>HandOver</name>
        <message>
            <source>Welcome</source>
            <translation>Te damos la bienvenida</translation>
        </message>
        <message>
            <source>Choose how we may reach you, and what for. What you leave open stays forbidden.</source>
            <translation>Elige cómo podemos contactarte y para qué. Lo que dejes sin marcar queda prohibido.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Save nothing and give it back</source>
            <translation>No guardar nada y devolverla</translation>
        </message>
        <message>
            <source>Give it back, save only what I refuse</source>
            <translation>Devolver; guardar solo lo que rechazo</translation>
        </message>
        <message>
            <source>Change nothing and give it back</source>
            <translation>No cambiar nada y devolverla</translation>
        </message>
    </context>
    <context>
        <name>HandOverForm</name>
        <message>
            <source>Who you are</source>
            <translation>Tus datos</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Tu nombre</translation>
        </message>
        <message>
            <source>Your phone number, if you like</source>
            <translation>Tu teléfono, si quieres</translation>
        </message>
        <message>
            <source>Your e-mail address, if you like</source>
            <translation>Tu correo, si quieres</translation>
        </message>
        <message>
            <source>Your birthday, if you like (the year may stay open)</source>
            <translation>Tu cumpleaños, si quieres (el año puede quedar abierto)</translation>
        </message>
    </context>
    <context>
        <name>HandOverQuestion</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>HandOverSignature</name>
        <message>
            <source>Your signature</source>
            <translation>Tu firma</translation>
        </message>
        <message>
            <source>Your signature, drawn</source>
            <translation>Tu firma, dibujada</translation>
        </message>
        <message>
            <source>Your signature, empty</source>
            <translation>Tu firma, vacía</translation>
        </message>
        <message>
            <source>Sign again</source>
            <translation>Firmar de nuevo</translation>
        </message>
    </context>
    <context>
        <name>LanguagePicker</name>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
    </context>
    <context>
        <name>LicencesSheet</name>
        <message>
            <source>Licences</source>
            <translation>Licencias</translation>
        </message>
    </context>
    <context>
        <name>LookupPerson</name>
        <message>
            <source>Add to my book</source>
            <translation>Añadir a mi cartera</translation>
        </message>
        <message>
            <source>Add to my book: %1</source>
            <translation>Añadir a mi cartera: %1</translation>
        </message>
    </context>
    <context>
        <name>LookupSheet</name>
        <message>
            <source>Look in other stores</source>
            <translation>Buscar en otras tiendas</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Head office looks for exactly this, and writes down that you asked and why.</source>
            <translation>La central busca exactamente esto y anota que lo has pedido y por qué.</translation>
        </message>
        <message>
            <source>Why do you ask?</source>
            <translation>¿Por qué lo pides?</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Clienteling</source>
            <translation>Clienteling</translation>
        </message>
    </context>
    <context>
        <name>MergeAnswers</name>
        <message>
            <source>They are two people</source>
            <translation>Son dos personas</translation>
        </message>
        <message>
            <source>Not sure: leave them</source>
            <translation>No es seguro: dejarlos</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Retirarlo</translation>
        </message>
    </context>
    <context>
        <name>MergeSheet</name>
        <message>
            <source>One person, or two?</source>
            <translation>¿Una persona o dos?</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>¿La misma persona?</translation>
        </message>
        <message>
            <source>Ask a manager</source>
            <translation>Preguntar a la dirección</translation>
        </message>
        <message>
            <source>One profile</source>
            <translation>Un solo perfil</translation>
        </message>
        <message>
            <source>Name, phone, e-mail or card</source>
            <translation>Nombre, teléfono, correo o tarjeta</translation>
        </message>
        <message>
            <source>Tap who is the same person.</source>
            <translation>Toca a quien sea la misma persona.</translation>
        </message>
        <message>
            <source>These look alike. Tap who is the same person, or search.</source>
            <translation>Estos se parecen. Toca a quien sea la misma persona, o busca.</translation>
        </message>
        <message>
            <source>No one by that name yet</source>
            <translation>Aún no hay nadie con ese nombre</translation>
        </message>
        <message>
            <source>Search for the other profile.</source>
            <translation>Busca el otro perfil.</translation>
        </message>
        <message>
            <source>Choose whose profile stays. All of the other one goes there, a no stays a no. There is no way back.</source>
            <translation>Elige qué perfil se queda. Todo lo del otro pasa a él y un no sigue siendo un no. No se puede deshacer.</translation>
        </message>
    </context>
    <context>
        <name>MergeWhy</name>
        <message>
            <source>Why do you think so?</source>
            <translation>¿Por qué lo crees?</translation>
        </message>
        <message>
            <source>In your words, if it helps to decide</source>
            <translation>Con tus palabras, si ayuda a decidir</translation>
        </message>
    </context>
    <context>
        <name>MessagingDone</name>
        <message>
            <source>Left out</source>
            <translation>No se les escribió</translation>
        </message>
        <message>
            <source>Not sent to %1 after all</source>
            <translation>Al final no se envió a %1</translation>
        </message>
        <message>
            <source>Try those again whose hour it was not</source>
            <translation>Volver a intentarlo con quienes no era la hora</translation>
        </message>
    </context>
    <context>
        <name>MessagingPeople</name>
        <message>
            <source>To whom</source>
            <translation>A quién</translation>
        </message>
        <message>
            <source>All or nobody</source>
            <translation>Todos o nadie</translation>
        </message>
        <message>
            <source>Show more, %1 left</source>
            <translation>Mostrar más, quedan %1</translation>
        </message>
    </context>
    <context>
        <name>MessagingPerson</name>
        <message>
            <source>%1, would be left out: %2</source>
            <translation>%1, quedaría fuera: %2</translation>
        </message>
        <message>
            <source>Would be left out: %1</source>
            <translation>Quedaría fuera: %1</translation>
        </message>
    </context>
    <context>
        <name>MessagingSheet</name>
        <message>
            <source>All had their turn</source>
            <translation>Ya no queda nadie</translation>
        </message>
        <message>
            <source>Message these customers</source>
            <translation>Escribir a estos clientes</translation>
        </message>
        <message>
            <source>Sent, next</source>
            <translation>Enviado, siguiente</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Empezar</translation>
        </message>
    </context>
    <context>
        <name>MessagingText</name>
        <message>
            <source>What you write</source>
            <translation>Lo que escribes</translation>
        </message>
        <message>
            <source>The words below are filled in for each customer</source>
            <translation>Las palabras de abajo se rellenan para cada cliente</translation>
        </message>
        <message>
            <source>Fill in: %1</source>
            <translation>Insertar: %1</translation>
        </message>
        <message>
            <source>For %1</source>
            <translation>Para %1</translation>
        </message>
    </context>
    <context>
        <name>MessagingTurn</name>
        <message>
            <source>Copy the number or address, then the text, and send it as you always do. Then say so here.</source>
            <translation>Copia el número o la dirección, luego el texto, y envíalo como siempre. Después, indícalo aquí.</translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation>Copiar el texto</translation>
        </message>
        <message>
            <source>Not sent to %1 after all</source>
            <translation>Al final no se envió a %1</translation>
        </message>
        <message>
            <source>Leave out, next</source>
            <translation>Dejar fuera, siguiente</translation>
        </message>
    </context>
    <context>
        <name>NavRow</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>NavigationItems</name>
        <message>
            <source>Sections</source>
            <translation>Secciones</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>New</source>
            <extracomment>The section that adds a new customer.</extracomment>
            <translation>Nuevo</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Sincronizar</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Tienda</translation>
        </message>
    </context>
    <context>
        <name>NewCustomer</name>
        <message>
            <source>New customer</source>
            <translation>Cliente nuevo</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Let the customer fill it in</source>
            <translation>Que lo rellene el cliente</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerConsents</name>
        <message>
            <source>May we send you offers and news?</source>
            <translation>¿Podemos enviarte ofertas y novedades?</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>%1: yes</source>
            <translation>%1: sí</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>%1: no</source>
            <translation>%1: no</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerContact</name>
        <message>
            <source>Name, as they give it</source>
            <translation>Nombre, como lo diga</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerDuplicate</name>
        <message>
            <source>It is this one</source>
            <translation>Es esta persona</translation>
        </message>
        <message>
            <source>It is this one: %1</source>
            <translation>Es esta persona: %1</translation>
        </message>
        <message>
            <source>Not this one: %1</source>
            <translation>No es esta persona: %1</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerForm</name>
        <message>
            <source>Let the customer fill it in</source>
            <translation>Que lo rellene el cliente</translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation>Añadir a mi cartera</translation>
        </message>
        <message>
            <source>Empty the form</source>
            <translation>Vaciar el formulario</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerLikely</name>
        <message>
            <source>Is it one of these?</source>
            <translation>¿Es una de estas personas?</translation>
        </message>
        <message>
            <source>Nobody like this yet</source>
            <translation>Aún no hay nadie así</translation>
        </message>
        <message>
            <source>While you type, customers we already know appear here.</source>
            <translation>Mientras escribes, aquí aparecen los clientes que ya conocemos.</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerMore</name>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Birthday (the year may stay open)</source>
            <translation>Cumpleaños (el año puede quedar abierto)</translation>
        </message>
    </context>
    <context>
        <name>NoteEditSheet</name>
        <message>
            <source>Change the words</source>
            <translation>Cambiar las palabras</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
    </context>
    <context>
        <name>NoteHints</name>
        <message>
            <source>From your note</source>
            <translation>De tu nota</translation>
        </message>
        <message>
            <source>Ticked ones are saved too. Tap to change.</source>
            <translation>Se guardan los marcados. Toca para cambiar.</translation>
        </message>
    </context>
    <context>
        <name>NoteReminderMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation>Mañana</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>En una semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>En un mes</translation>
        </message>
        <message>
            <source>No reminder</source>
            <translation>Sin recordatorio</translation>
        </message>
    </context>
    <context>
        <name>NoteSheet</name>
        <message>
            <source>Quick note</source>
            <translation>Nota rápida</translation>
        </message>
        <message>
            <source>What the customer says, in their words</source>
            <translation>Lo que diga, con sus palabras</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Remind me</source>
            <translation>Recordármelo</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Quién la ve</translation>
        </message>
    </context>
    <context>
        <name>PinDots</name>
        <message>
            <source>%1 of %2 digits</source>
            <extracomment>%1 digits of a PIN that has %2.</extracomment>
            <translation>%1 de %2 cifras</translation>
        </message>
    </context>
    <context>
        <name>PinHelpSheet</name>
        <message>
            <source>With my company account</source>
            <translation>Con mi cuenta de empresa</translation>
        </message>
        <message>
            <source>This screen goes on by itself once you have signed in.</source>
            <translation>Esta pantalla sigue sola en cuanto te hayas identificado.</translation>
        </message>
    </context>
    <context>
        <name>PinNoticeSheet</name>
        <message>
            <source>Your PIN was set anew</source>
            <translation>Tu PIN se ha cambiado</translation>
        </message>
        <message>
            <source>That was me</source>
            <translation>He sido yo</translation>
        </message>
        <message>
            <source>Who knows your PIN can act in your name. If it was not you who chose it, tell head office at once.</source>
            <translation>Quien conoce tu PIN puede actuar en tu nombre. Si no lo elegiste tú, avisa enseguida a la central.</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete the last digit</source>
            <translation>Borrar la última cifra</translation>
        </message>
    </context>
    <context>
        <name>PreferenceSheet</name>
        <message>
            <source>Preference</source>
            <translation>Gusto</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>What is it about?</source>
            <translation>¿De qué se trata?</translation>
        </message>
        <message>
            <source>Choose one</source>
            <translation>Elige uno</translation>
        </message>
        <message>
            <source>Head office has not said yet which preferences are kept. A quick note keeps the words meanwhile.</source>
            <translation>La central aún no ha dicho qué gustos se guardan. Mientras, una nota rápida guarda las palabras.</translation>
        </message>
        <message>
            <source>Tap to save</source>
            <translation>Toca para guardar</translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Otra cosa</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
    </context>
    <context>
        <name>ProductTile</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>Profile</name>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>Open the joined profile</source>
            <translation>Abrir el perfil unido</translation>
        </message>
        <message>
            <source>Back to the customers</source>
            <translation>Volver a los clientes</translation>
        </message>
    </context>
    <context>
        <name>ProfileActions</name>
        <message>
            <source>Quick note</source>
            <translation>Nota rápida</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Seguimiento</translation>
        </message>
        <message>
            <source>More to add</source>
            <translation>Más que añadir</translation>
        </message>
    </context>
    <context>
        <name>ProfileBack</name>
        <message>
            <source>Back to the customers</source>
            <translation>Volver a los clientes</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Clientes</translation>
        </message>
    </context>
    <context>
        <name>ProfileChips</name>
        <message>
            <source>Preferences</source>
            <comment>heading: likes and sizes</comment>
            <translation>Gustos y tallas</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a preference</source>
            <translation>Añadir un gusto</translation>
        </message>
        <message>
            <source>%1 more</source>
            <translation>%1 más</translation>
        </message>
        <message>
            <source>No sizes or tastes yet. Ask for one today.</source>
            <translation>Aún no hay tallas ni gustos. Pregunta hoy por uno.</translation>
        </message>
    </context>
    <context>
        <name>ProfileCloset</name>
        <message>
            <source>Closet</source>
            <translation>Armario</translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation>Aún nada nuestro. La primera compra estará aquí.</translation>
        </message>
        <message>
            <source>All %1</source>
            <translation>Ver %1</translation>
        </message>
    </context>
    <context>
        <name>ProfileClosetStrip</name>
        <message>
            <source>Closet</source>
            <translation>Armario</translation>
        </message>
        <message>
            <source>Closet, %1</source>
            <translation>Armario, %1</translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation>Aún nada nuestro. La primera compra estará aquí.</translation>
        </message>
    </context>
    <context>
        <name>ProfileConsentCell</name>
        <message>
            <source>%1, %2: %3</source>
            <translation>%1, %2: %3</translation>
        </message>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
    </context>
    <context>
        <name>ProfileConsents</name>
        <message>
            <source>Consents</source>
            <translation>Permisos</translation>
        </message>
        <message>
            <source>Record an answer</source>
            <translation>Anotar una respuesta</translation>
        </message>
        <message>
            <source>Hand the tablet to the customer</source>
            <translation>Dar la tableta al cliente</translation>
        </message>
        <message>
            <source>A no counts at once, on every channel it was said for. Every answer stays in the history.</source>
            <translation>Un no cuenta enseguida, en cada canal para el que se dijo. Cada respuesta queda en el historial.</translation>
        </message>
    </context>
    <context>
        <name>ProfileDates</name>
        <message>
            <source>Important dates</source>
            <translation>Fechas especiales</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add an important date</source>
            <translation>Añadir una fecha especial</translation>
        </message>
        <message>
            <source>No date yet. A birthday is a good reason to call.</source>
            <translation>Aún no hay fechas. Un cumpleaños es buen motivo para llamar.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personas</translation>
        </message>
        <message>
            <source>Nobody around this customer is known yet.</source>
            <translation>Aún no se conoce a nadie de su entorno.</translation>
        </message>
        <message>
            <source>Write it in a note</source>
            <translation>Escribirlo en una nota</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>en %n día</numerusform>
                <numerusform>en %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoy</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>mañana</translation>
        </message>
    </context>
    <context>
        <name>ProfileDetail</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>Por decidir</translation>
        </message>
    </context>
    <context>
        <name>ProfileDetails</name>
        <message>
            <source>Contact</source>
            <translation>Contacto</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a phone, e-mail or address</source>
            <translation>Añadir teléfono, correo o dirección</translation>
        </message>
        <message>
            <source>No way to reach this customer is known yet.</source>
            <translation>Aún no se sabe cómo contactar con este cliente.</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Not known yet</source>
            <translation>Aún no se sabe</translation>
        </message>
        <message>
            <source>Client book</source>
            <translation>Cartera</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>Change the client book</source>
            <translation>Cambiar la cartera</translation>
        </message>
        <message>
            <source>In nobody's client book yet.</source>
            <translation>Aún no está en ninguna cartera.</translation>
        </message>
        <message>
            <source>Loyalty</source>
            <translation>Fidelidad</translation>
        </message>
        <message>
            <source>Not a member of the loyalty programme.</source>
            <translation>No está en el programa de fidelidad.</translation>
        </message>
        <message>
            <source>Numbers and accounts</source>
            <translation>Números y cuentas</translation>
        </message>
        <message>
            <source>No source has given this customer a number.</source>
            <translation>Ningún sistema ha dado un número a este cliente.</translation>
        </message>
        <message>
            <source>%1 points to %2</source>
            <translation>%1 puntos para %2</translation>
        </message>
        <message>
            <source>Also looks after</source>
            <translation>También atiende</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Tarjeta</translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation>Para %1</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Seguimiento</translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation>Dejar %1</translation>
        </message>
        <message>
            <source>Late since %1</source>
            <translation>Vencido desde %1</translation>
        </message>
        <message>
            <source>Next tier</source>
            <translation>Nivel siguiente</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Puntos</translation>
        </message>
        <message>
            <source>Primary seller</source>
            <translation>Quien atiende</translation>
        </message>
        <message>
            <source>Programme</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation>Aceptar %1</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Válido hasta</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confirmado</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nada</translation>
        </message>
    </context>
    <context>
        <name>ProfileEvent</name>
        <message>
            <source>Unfolded</source>
            <translation>Desplegado</translation>
        </message>
    </context>
    <context>
        <name>ProfileEventWords</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
        <message>
            <source>Change the words</source>
            <translation>Cambiar las palabras</translation>
        </message>
    </context>
    <context>
        <name>ProfileFilters</name>
        <message>
            <source>Show everything</source>
            <translation>Ver todo</translation>
        </message>
        <message>
            <source>Quick note</source>
            <translation>Nota rápida</translation>
        </message>
    </context>
    <context>
        <name>ProfileGlance</name>
        <message>
            <source>At a glance</source>
            <translation>De un vistazo</translation>
        </message>
        <message>
            <source>Nothing stands out yet. What you learn today will stand here.</source>
            <translation>Aún no destaca nada. Lo que sepas hoy estará aquí.</translation>
        </message>
    </context>
    <context>
        <name>ProfileGroup</name>
        <message>
            <source>Add: %1</source>
            <translation>Añadir: %1</translation>
        </message>
    </context>
    <context>
        <name>ProfileHeader</name>
        <message>
            <source>%1 to decide</source>
            <translation>%1 por decidir</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Resumen</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Closet</source>
            <translation>Armario</translation>
        </message>
        <message>
            <source>Preferences</source>
            <comment>tab</comment>
            <translation>Gustos y tallas</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Fechas</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>Permisos</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Datos</translation>
        </message>
    </context>
    <context>
        <name>ProfileLatest</name>
        <message>
            <source>Timeline</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Nothing has happened yet. A first note begins the story.</source>
            <translation>Aún no ha pasado nada. Una primera nota empieza la historia.</translation>
        </message>
    </context>
    <context>
        <name>ProfileMenu</name>
        <message>
            <source>Preference or size</source>
            <translation>Gusto o talla</translation>
        </message>
        <message>
            <source>Important date</source>
            <translation>Fecha especial</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permiso</translation>
        </message>
        <message>
            <source>Phone, e-mail or address</source>
            <translation>Teléfono, correo o dirección</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Client book</source>
            <translation>Cartera</translation>
        </message>
        <message>
            <source>Add to my client book</source>
            <translation>Añadir a mi cartera</translation>
        </message>
        <message>
            <source>Same person as …</source>
            <translation>La misma persona que…</translation>
        </message>
    </context>
    <context>
        <name>ProfileMessage</name>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>Note the contact</source>
            <translation>Anotar el contacto</translation>
        </message>
        <message>
            <source>Tap a number or address to copy it; one that is masked is shown first. When you have written or called, note it here.</source>
            <translation>Toca un número o una dirección para copiarlos; si están ocultos, primero se muestran. Cuando hayas escrito o llamado, anótalo aquí.</translation>
        </message>
        <message>
            <source>What it was about</source>
            <translation>De qué se trataba</translation>
        </message>
        <message>
            <source>In a few words, if you like</source>
            <translation>En pocas palabras, si quieres</translation>
        </message>
        <message>
            <source>Allowed so long ago that it no longer counts. Ask again.</source>
            <translation>Permitido hace tanto que ya no cuenta. Vuelve a preguntar.</translation>
        </message>
        <message>
            <source>Allowed, but no e-mail address is known.</source>
            <translation>Permitido, pero no se conoce ningún correo.</translation>
        </message>
        <message>
            <source>Allowed, but no phone number is known.</source>
            <translation>Permitido, pero no se conoce ningún teléfono.</translation>
        </message>
        <message>
            <source>Allowed, but no postal address is known.</source>
            <translation>Permitido, pero no se conoce ninguna dirección postal.</translation>
        </message>
        <message>
            <source>Allowed, but only others may see it. Ask your store manager.</source>
            <translation>Permitido, pero solo otras personas pueden verlo. Pregunta al responsable de la tienda.</translation>
        </message>
        <message>
            <source>Allowed, but the customer has not confirmed it yet.</source>
            <translation>Permitido, pero el cliente aún no lo ha confirmado.</translation>
        </message>
        <message>
            <source>Call noted</source>
            <translation>Llamada anotada</translation>
        </message>
        <message>
            <source>Contacted often lately, by you or others. Wait a few days.</source>
            <translation>Contactado a menudo últimamente, por ti u otros. Espera unos días.</translation>
        </message>
        <message>
            <source>Message noted</source>
            <translation>Mensaje anotado</translation>
        </message>
        <message>
            <source>Not asked yet. Ask first, then write.</source>
            <translation>Aún sin preguntar. Pregunta primero, luego escribe.</translation>
        </message>
        <message>
            <source>Not now: where the customer lives it is too early, too late or a rest day.</source>
            <translation>Ahora no: donde vive el cliente es demasiado pronto, demasiado tarde o día de descanso.</translation>
        </message>
        <message>
            <source>Not to be contacted: head office has closed an address or number of this profile.</source>
            <translation>No contactar: la central ha cerrado una dirección o un número de este perfil.</translation>
        </message>
        <message>
            <source>Refused.</source>
            <translation>Rechazado.</translation>
        </message>
        <message>
            <source>Refused: %1</source>
            <translation>Rechazado: %1</translation>
        </message>
    </context>
    <context>
        <name>ProfilePast</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
    </context>
    <context>
        <name>ProfilePopover</name>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Record an answer</source>
            <translation>Anotar una respuesta</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
    </context>
    <context>
        <name>ProfilePreferences</name>
        <message>
            <source>Head office has not said yet which preferences are worth knowing.</source>
            <translation>La central aún no ha dicho qué gustos conviene saber.</translation>
        </message>
        <message>
            <source>Quick note</source>
            <translation>Nota rápida</translation>
        </message>
    </context>
    <context>
        <name>ProfileProposal</name>
        <message>
            <source>%1: which one is right?</source>
            <translation>%1: ¿cuál es el correcto?</translation>
        </message>
    </context>
    <context>
        <name>ProfileProposals</name>
        <message>
            <source>To decide</source>
            <translation>Por decidir</translation>
        </message>
    </context>
    <context>
        <name>ProfileTags</name>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Añadir una etiqueta</translation>
        </message>
        <message>
            <source>No tags yet.</source>
            <translation>Aún no hay etiquetas.</translation>
        </message>
    </context>
    <context>
        <name>ProfileTasks</name>
        <message>
            <source>Open follow-ups</source>
            <translation>Seguimientos abiertos</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add a follow-up</source>
            <translation>Añadir un seguimiento</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>Hecho: %1</translation>
        </message>
        <message>
            <source>Nothing is open.</source>
            <translation>No hay nada abierto.</translation>
        </message>
    </context>
    <context>
        <name>ProfileTimeline</name>
        <message>
            <source>Timeline</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Cart and wishes</source>
            <translation>Carrito y deseos</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contacto</translation>
        </message>
        <message>
            <source>Contact taken back</source>
            <translation>Contacto retirado</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation>Seguimientos</translation>
        </message>
        <message>
            <source>Note taken back</source>
            <translation>Nota retirada</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Nothing has happened yet. A first note begins the story.</source>
            <translation>Aún no ha pasado nada. Una primera nota empieza la historia.</translation>
        </message>
        <message>
            <source>Nothing of this kind so far.</source>
            <translation>De momento, nada de este tipo.</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Compras</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
    </context>
    <context>
        <name>ProfileWay</name>
        <message>
            <source>%1, copied</source>
            <translation>%1, copiado</translation>
        </message>
        <message>
            <source>%1: show</source>
            <translation>%1: mostrar</translation>
        </message>
        <message>
            <source>%1: copy %2</source>
            <translation>%1: copiar %2</translation>
        </message>
        <message>
            <source>Ask and record the answer</source>
            <translation>Preguntar y anotar la respuesta</translation>
        </message>
        <message>
            <source>%1: ask and record the answer</source>
            <translation>%1: preguntar y anotar la respuesta</translation>
        </message>
    </context>
    <context>
        <name>ProgressBar</name>
        <message>
            <source>Progress</source>
            <translation>Avance</translation>
        </message>
        <message>
            <source>%1, %2 percent</source>
            <translation>%1, %2 por ciento</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Seller %1</source>
            <translation>Atiende %1</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>%1, %2 waiting</source>
            <translation>%1, %2 en espera</translation>
        </message>
    </context>
    <context>
        <name>RevealSheet</name>
        <message>
            <source>Your PIN, please</source>
            <translation>Tu PIN, por favor</translation>
        </message>
        <message>
            <source>You have shown many contacts within an hour. Type your PIN to go on.</source>
            <translation>Has mostrado muchos contactos en una hora. Escribe tu PIN para seguir.</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search customers</source>
            <translation>Buscar clientes</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Vaciar la búsqueda</translation>
        </message>
    </context>
    <context>
        <name>SelectField</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>SellerTile</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Hand over to another seller</source>
            <translation>Pasar a otra persona</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Dark colours</source>
            <translation>Colores oscuros</translation>
        </message>
        <message>
            <source>Reduce motion</source>
            <translation>Menos movimiento</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tamaño del texto</translation>
        </message>
    </context>
    <context>
        <name>SettingsAbout</name>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>Clienteling %1, Apache License 2.0</source>
            <translation>Clienteling %1, licencia Apache 2.0</translation>
        </message>
        <message>
            <source>Typeface Manrope, SIL Open Font License 1.1. Icons Phosphor, MIT. Qt for Python, LGPL 3.</source>
            <translation>Letra Manrope, SIL Open Font License 1.1. Iconos Phosphor, MIT. Qt for Python, LGPL 3.</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Licencias</translation>
        </message>
    </context>
    <context>
        <name>SettingsLock</name>
        <message>
            <source>Lock</source>
            <translation>Bloqueo</translation>
        </message>
        <message>
            <source>Lock when nobody has touched the tablet for</source>
            <translation>Bloquear cuando nadie ha tocado la tableta durante</translation>
        </message>
    </context>
    <context>
        <name>SettingsPin</name>
        <message>
            <source>Your PIN was set anew</source>
            <translation>Tu PIN se ha cambiado</translation>
        </message>
        <message>
            <source>If one of these was not you, tell head office at once.</source>
            <translation>Si alguno de estos cambios no fue cosa tuya, avisa enseguida a la central.</translation>
        </message>
    </context>
    <context>
        <name>SettingsSupport</name>
        <message>
            <source>When something is wrong</source>
            <translation>Cuando algo va mal</translation>
        </message>
        <message>
            <source>Send everything again</source>
            <translation>Volver a enviar todo</translation>
        </message>
        <message>
            <source>Download the customers again</source>
            <translation>Volver a descargar los clientes</translation>
        </message>
        <message>
            <source>Save what was sent back</source>
            <translation>Guardar lo devuelto</translation>
        </message>
        <message>
            <source>Save a file for support</source>
            <translation>Guardar un archivo para soporte</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>SignInPin</name>
        <message>
            <source>One moment, the tablet is being opened.</source>
            <translation>Un momento, la tableta se está abriendo.</translation>
        </message>
        <message>
            <source>No PIN, or forgotten?</source>
            <translation>¿Sin PIN u olvidado?</translation>
        </message>
    </context>
    <context>
        <name>SignInTile</name>
        <message>
            <source>Demo PIN %1</source>
            <translation>PIN de muestra %1</translation>
        </message>
    </context>
    <context>
        <name>SignInTiles</name>
        <message>
            <source>Head office has not named any sellers for this store yet.</source>
            <translation>La central aún no ha dado de alta a nadie en esta tienda.</translation>
        </message>
        <message>
            <source>The names of the sellers could not be read.</source>
            <translation>No se han podido leer los nombres del equipo.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
        <message>
            <source>Sellers</source>
            <translation>Equipo de venta</translation>
        </message>
    </context>
    <context>
        <name>Skeleton</name>
        <message>
            <source>Loading</source>
            <translation>Cargando</translation>
        </message>
    </context>
    <context>
        <name>Switch</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>SyncAnswer</name>
        <message>
            <source>Ask later</source>
            <translation>Preguntar luego</translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation>Abrir perfil</translation>
        </message>
        <message>
            <source>The other value stays in the history.</source>
            <translation>El otro valor queda en el historial.</translation>
        </message>
    </context>
    <context>
        <name>SyncBack</name>
        <message>
            <source>Sync</source>
            <translation>Sincronizar</translation>
        </message>
        <message>
            <source>Back to Sync</source>
            <translation>Volver a Sincronizar</translation>
        </message>
    </context>
    <context>
        <name>SyncCentre</name>
        <message>
            <source>What is waiting could not be read. Nothing is lost.</source>
            <translation>No se ha podido leer lo que espera. Nada se ha perdido.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
    </context>
    <context>
        <name>SyncConflict</name>
        <message>
            <source>Your tablet</source>
            <translation>Tu tableta</translation>
        </message>
        <message>
            <source>Head office</source>
            <translation>Central</translation>
        </message>
    </context>
    <context>
        <name>SyncGroups</name>
        <message>
            <source>Sync</source>
            <translation>Sincronizar</translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1, %2, %3</translation>
        </message>
        <message>
            <source>Exchanging with head office</source>
            <translation>Intercambiando con la central</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Sincronizar ahora</translation>
        </message>
    </context>
    <context>
        <name>SyncItems</name>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
    </context>
    <context>
        <name>SyncNotice</name>
        <message>
            <source>Understood</source>
            <translation>Entendido</translation>
        </message>
    </context>
    <context>
        <name>SyncRejectedActions</name>
        <message>
            <source>Fix and send again</source>
            <translation>Corregir y volver a enviar</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Volver a enviar</translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation>Abrir perfil</translation>
        </message>
        <message>
            <source>Save all as a file</source>
            <translation>Guardar todo en un archivo</translation>
        </message>
    </context>
    <context>
        <name>SyncUnknown</name>
        <message>
            <source>Enrol it again with a new code from IT or head office. Nothing saved here is lost.</source>
            <translation>Regístrala de nuevo con otro código de informática o de la central. Nada de lo guardado aquí se pierde.</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Registrar de nuevo</translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message>
            <source>Tabs</source>
            <translation>Pestañas</translation>
        </message>
    </context>
    <context>
        <name>TagSheet</name>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Etiqueta nueva</translation>
        </message>
        <message>
            <source>Already there. Tap one to take it away.</source>
            <translation>Ya están. Toca una para quitarla.</translation>
        </message>
        <message>
            <source>Take away: %1</source>
            <translation>Quitar: %1</translation>
        </message>
    </context>
    <context>
        <name>TimelineRow</name>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
    </context>
    <context>
        <name>ToastButton</name>
        <message>
            <source>%1  %2 s</source>
            <extracomment>%1 is Undo, %2 the seconds that are left.</extracomment>
            <translation>%1  %2 s</translation>
        </message>
    </context>
    <context>
        <name>TodayAbove</name>
        <message>
            <source>What is due today could not be read. Nothing is lost.</source>
            <translation>No se ha podido leer lo de hoy. Nada se ha perdido.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Probar otra vez</translation>
        </message>
    </context>
    <context>
        <name>TodayHeader</name>
        <message>
            <source>Overdue</source>
            <translation>Vencidos</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation>Próximos 7 días</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contacto</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Compra</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>Permisos</translation>
        </message>
    </context>
    <context>
        <name>TodayMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation>Mañana</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>En una semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>En un mes</translation>
        </message>
        <message>
            <source>Not needed any more</source>
            <translation>Ya no hace falta</translation>
        </message>
        <message>
            <source>Somebody else looks after it</source>
            <translation>Lo lleva otra persona</translation>
        </message>
    </context>
    <context>
        <name>TodayReasons</name>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
    </context>
    <context>
        <name>TodaySwipe</name>
        <message>
            <source>Not needed</source>
            <translation>No hace falta</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Mañana</translation>
        </message>
    </context>
    <context>
        <name>TodayTask</name>
        <message>
            <source>Purchase %1 · Contact %2</source>
            <translation>Compra %1 · Contacto %2</translation>
        </message>
        <message>
            <source>%1, %2, last purchase %3, last contact %4, %5</source>
            <translation>%1, %2, última compra %3, último contacto %4, %5</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>Hecho: %1</translation>
        </message>
    </context>
    <context>
        <name>TodayTasks</name>
        <message>
            <source>To do</source>
            <translation>Por hacer</translation>
        </message>
        <message>
            <source>Fold the next 7 days</source>
            <translation>Plegar los próximos 7 días</translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation>Próximos 7 días</translation>
        </message>
    </context>
    <context>
        <name>TodayTitle</name>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Find customer</source>
            <translation>Buscar cliente</translation>
        </message>
        <message>
            <source>Seller %1, settings</source>
            <translation>Atiende %1, ajustes</translation>
        </message>
    </context>
    <context>
        <name>TodayVisit</name>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1, %2, %3</translation>
        </message>
    </context>
    <context>
        <name>TodayVisits</name>
        <message>
            <source>Appointments</source>
            <translation>Citas</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Clienteling</source>
            <translation>Clienteling</translation>
        </message>
        <message>
            <source>The app cannot start</source>
            <translation>La aplicación no puede arrancar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>AppContext</name>
        <message>
            <source>That did not work. Nothing you typed is lost. Please try again.</source>
            <translation>No ha funcionado. Nada de lo escrito se ha perdido. Prueba otra vez.</translation>
        </message>
    </context>
    <context>
        <name>BookSheetModel</name>
        <message>
            <source>Added to your client book</source>
            <translation>Añadido a tu cartera</translation>
        </message>
        <message>
            <source>Taken out of your client book</source>
            <translation>Quitado de tu cartera</translation>
        </message>
    </context>
    <context>
        <name>ConsentSheetModel</name>
        <message>
            <source>%1 allowed</source>
            <translation>%1: permitido</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1: rechazado</translation>
        </message>
        <message>
            <source>%1: to be confirmed by the customer</source>
            <translation>%1: falta que el cliente lo confirme</translation>
        </message>
        <message>
            <source>Choose what the customer said: yes or no.</source>
            <translation>Elige lo que dijo: sí o no.</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Ahora: %1</translation>
        </message>
    </context>
    <context>
        <name>ContactSheetModel</name>
        <message>
            <source>%1 corrected</source>
            <translation>%1: corregido</translation>
        </message>
        <message>
            <source>%1 saved</source>
            <translation>%1: guardado</translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation>Contacto quitado</translation>
        </message>
    </context>
    <context>
        <name>CustomersModel</name>
        <message>
            <source>%1 of %2 in my book</source>
            <translation>%1 de %2 en mi cartera</translation>
        </message>
        <message>
            <source>%1 of %2 in the store book</source>
            <translation>%1 de %2 en la cartera de la tienda</translation>
        </message>
        <message numerus="yes">
            <source>%n customers</source>
            <translation>
                <numerusform>%n cliente</numerusform>
                <numerusform>%n clientes</numerusform>
            </translation>
        </message>
        <message>
            <source>Any consent</source>
            <translation>Cualquier permiso</translation>
        </message>
        <message>
            <source>Any month</source>
            <translation>Cualquier mes</translation>
        </message>
        <message>
            <source>Any tier</source>
            <translation>Cualquier nivel</translation>
        </message>
        <message>
            <source>E-mail allowed</source>
            <translation>Correo permitido</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>My book</source>
            <translation>Mi cartera</translation>
        </message>
        <message>
            <source>No one by that name yet</source>
            <translation>Aún no hay nadie con ese nombre</translation>
        </message>
        <message>
            <source>No one fits these filters</source>
            <translation>Nadie encaja en estos filtros</translation>
        </message>
        <message>
            <source>Nobody in this store is known by this</source>
            <translation>En esta tienda no se conoce a nadie por esto</translation>
        </message>
        <message>
            <source>Note: “%1”</source>
            <translation>Nota: «%1»</translation>
        </message>
        <message>
            <source>Phone allowed</source>
            <translation>Teléfono permitido</translation>
        </message>
        <message>
            <source>Store book</source>
            <translation>Cartera de la tienda</translation>
        </message>
        <message>
            <source>Text messages allowed</source>
            <translation>SMS permitido</translation>
        </message>
        <message>
            <source>There are no customers on this tablet yet</source>
            <translation>Aún no hay clientes en esta tableta</translation>
        </message>
        <message>
            <source>WhatsApp allowed</source>
            <translation>WhatsApp permitido</translation>
        </message>
        <message>
            <source>Your client book is empty so far</source>
            <translation>Tu cartera aún está vacía</translation>
        </message>
        <message>
            <source>bought %1</source>
            <translation>compró %1</translation>
        </message>
        <message>
            <source>no purchase yet</source>
            <translation>aún sin compras</translation>
        </message>
    </context>
    <context>
        <name>DateSheetModel</name>
        <message>
            <source>%1 saved</source>
            <translation>%1: guardado</translation>
        </message>
        <message>
            <source>Date removed</source>
            <translation>Fecha quitada</translation>
        </message>
        <message>
            <source>There is no such day. Check day and month; the year may stay open.</source>
            <translation>Ese día no existe. Revisa día y mes; el año puede quedar abierto.</translation>
        </message>
    </context>
    <context>
        <name>EnrolModel</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>%1 of %2 entries</source>
            <translation>%1 de %2 registros</translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>falta %n minuto</numerusform>
                <numerusform>faltan %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Head office does not know this tablet any more. IT or head office gives you a new code for this store. Customers, PINs and everything saved here stay.</source>
            <translation>La central ya no conoce esta tableta. Informática o la central te da un código nuevo para esta tienda. Los clientes, los PIN y todo lo guardado aquí se conservan.</translation>
        </message>
        <message>
            <source>Head office has locked this tablet out, so its customers were deleted here. What was not sent yet is kept sealed for head office. Set it up again with a new code.</source>
            <translation>La central ha bloqueado esta tableta, así que sus clientes se han borrado aquí. Lo que aún no se había enviado queda sellado para la central. Configúrala de nuevo con otro código.</translation>
        </message>
        <message>
            <source>Head office is preparing the download</source>
            <translation>La central prepara la descarga</translation>
        </message>
        <message>
            <source>This tablet was out of touch for a week, so its customers were deleted here. What was not sent yet is kept sealed for head office. Set it up again with a new code.</source>
            <translation>Esta tableta ha estado una semana sin contacto, así que sus clientes se han borrado aquí. Lo que aún no se había enviado queda sellado para la central. Configúrala de nuevo con otro código.</translation>
        </message>
        <message>
            <source>Type head office's address. IT has it.</source>
            <translation>Escribe la dirección de la central. Informática la tiene.</translation>
        </message>
        <message>
            <source>Type the one-time code for this tablet.</source>
            <translation>Escribe el código de esta tableta.</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>falta menos de un minuto</translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 y %n más</numerusform>
                <numerusform>%1 y %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>what was bought, price</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, dissatisfied (%2 of 10)</source>
            <translation>%1, sin satisfacción (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, not fully satisfied (%2 of 10)</source>
            <translation>%1, satisfacción a medias (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, satisfied (%2 of 10)</source>
            <translation>%1, con satisfacción (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, still open</source>
            <translation>%1, aún abierto</translation>
        </message>
        <message>
            <source>Another version: %1</source>
            <translation>Otra versión: %1</translation>
        </message>
        <message>
            <source>Answered a survey</source>
            <translation>Contestó una encuesta</translation>
        </message>
        <message>
            <source>Answered a survey: %1</source>
            <translation>Contestó una encuesta: %1</translation>
        </message>
        <message>
            <source>Appointment cancelled: %1</source>
            <translation>Cita anulada: %1</translation>
        </message>
        <message>
            <source>Appointment: %1</source>
            <translation>Cita: %1</translation>
        </message>
        <message>
            <source>Bought from the web cart: %1</source>
            <translation>Compró del carrito web: %1</translation>
        </message>
        <message>
            <source>Came by: %1</source>
            <translation>Pasó por la tienda: %1</translation>
        </message>
        <message>
            <source>Came to the store</source>
            <translation>Vino a la tienda</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contacto</translation>
        </message>
        <message>
            <source>Did not come: %1</source>
            <translation>No vino: %1</translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation>Para %1</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo</translation>
        </message>
        <message>
            <source>Emptied the web cart: %1</source>
            <translation>Vació el carrito web: %1</translation>
        </message>
        <message>
            <source>Follow-up dismissed: %1</source>
            <translation>Seguimiento descartado: %1</translation>
        </message>
        <message>
            <source>Follow-up done: %1</source>
            <translation>Seguimiento hecho: %1</translation>
        </message>
        <message>
            <source>Follow-up: %1</source>
            <translation>Seguimiento: %1</translation>
        </message>
        <message>
            <source>Followed a newsletter</source>
            <translation>Siguió un boletín</translation>
        </message>
        <message>
            <source>Followed the newsletter: %1</source>
            <translation>Siguió el boletín: %1</translation>
        </message>
        <message>
            <source>Gave back: %1</source>
            <translation>Devolvió: %1</translation>
        </message>
        <message>
            <source>Gave back: %1, %2</source>
            <translation>Devolvió: %1, %2</translation>
        </message>
        <message>
            <source>In store</source>
            <translation>En tienda</translation>
        </message>
        <message>
            <source>Left in the web cart: %1</source>
            <translation>Dejó en el carrito web: %1</translation>
        </message>
        <message>
            <source>Looked around online</source>
            <translation>Miró la web</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation>Boletín</translation>
        </message>
        <message>
            <source>Newsletter sent</source>
            <translation>Boletín enviado</translation>
        </message>
        <message>
            <source>Newsletter sent: %1</source>
            <translation>Boletín enviado: %1</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note, for me alone</source>
            <translation>Nota, solo para mí</translation>
        </message>
        <message>
            <source>Note, for the whole company</source>
            <translation>Nota, para toda la empresa</translation>
        </message>
        <message>
            <source>On the wishlist: %1</source>
            <translation>En la lista de deseos: %1</translation>
        </message>
        <message>
            <source>Opened a newsletter</source>
            <translation>Abrió un boletín</translation>
        </message>
        <message>
            <source>Opened the newsletter: %1</source>
            <translation>Abrió el boletín: %1</translation>
        </message>
        <message>
            <source>Order %1</source>
            <translation>Pedido %1</translation>
        </message>
        <message>
            <source>Outcome: %1</source>
            <translation>Resultado: %1</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Llamada</translation>
        </message>
        <message>
            <source>Phone call: %1</source>
            <translation>Llamada: %1</translation>
        </message>
        <message>
            <source>Replied</source>
            <translation>Contestó</translation>
        </message>
        <message>
            <source>Replied: “%1”</source>
            <translation>Contestó: «%1»</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>Solved %1</source>
            <translation>Resuelto %1</translation>
        </message>
        <message>
            <source>Store %1</source>
            <translation>Tienda %1</translation>
        </message>
        <message>
            <source>Take this contact back</source>
            <translation>Retirar este contacto</translation>
        </message>
        <message>
            <source>Take this note back</source>
            <translation>Retirar esta nota</translation>
        </message>
        <message>
            <source>Viewed %1</source>
            <translation>Vio %1</translation>
        </message>
        <message>
            <source>Visited the web shop</source>
            <translation>Visitó la web</translation>
        </message>
        <message>
            <source>We wrote</source>
            <translation>Le escribimos</translation>
        </message>
        <message>
            <source>We wrote: “%1”</source>
            <translation>Le escribimos: «%1»</translation>
        </message>
        <message>
            <source>Web</source>
            <translation>Web</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>anulado</translation>
        </message>
        <message>
            <source>given back</source>
            <translation>devuelto</translation>
        </message>
        <message>
            <source>not yet paid</source>
            <translation>aún sin pagar</translation>
        </message>
        <message>
            <source>refunded</source>
            <translation>reembolsado</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>Failures</name>
        <message>
            <source>A file of this tablet is damaged.</source>
            <translation>Un archivo de esta tableta está dañado.</translation>
        </message>
        <message>
            <source>A file of this tablet is not encrypted. Nothing was changed: call support.</source>
            <translation>Un archivo de esta tableta no está cifrado. No se ha cambiado nada: llama a soporte.</translation>
        </message>
        <message>
            <source>A new PIN needs head office. Connect this tablet to the network and try again.</source>
            <translation>Para un PIN nuevo hace falta la central. Conecta la tableta a la red e inténtalo otra vez.</translation>
        </message>
        <message>
            <source>A passphrase has at least 12 characters. Four words or more are good.</source>
            <translation>Una frase de paso tiene al menos 12 caracteres. Cuatro palabras o más van bien.</translation>
        </message>
        <message>
            <source>Another copy of the app is using these files. Close it and try again.</source>
            <translation>Otra copia de la aplicación usa estos archivos. Ciérrala y prueba otra vez.</translation>
        </message>
        <message>
            <source>Connect this tablet to sign in: head office has to confirm your PIN.</source>
            <translation>Conecta esta tableta para entrar: la central tiene que confirmar tu PIN.</translation>
        </message>
        <message>
            <source>Head office cannot be reached. Check the network and that the address is right.</source>
            <translation>No se llega a la central. Comprueba la red y que la dirección sea correcta.</translation>
        </message>
        <message>
            <source>Head office cannot open this tablet. Nothing is lost: call support.</source>
            <translation>La central no puede abrir esta tableta. No se ha perdido nada: llama a soporte.</translation>
        </message>
        <message>
            <source>Head office does not look into other stores for you at the moment. Sync and try again, or ask there.</source>
            <translation>La central no puede buscar en otras tiendas por ti en este momento. Sincroniza y vuelve a intentarlo, o pregunta allí.</translation>
        </message>
        <message>
            <source>Head office does not take this. The reason is a word of a-z and _.</source>
            <translation>La central no acepta esto. El motivo es una palabra de a-z y _.</translation>
        </message>
        <message>
            <source>Head office does not understand this tablet. Update whichever of the two is older.</source>
            <translation>La central no entiende a esta tableta. Actualiza la más antigua de las dos.</translation>
        </message>
        <message>
            <source>Head office has locked this tablet out. Ask head office.</source>
            <translation>La central ha bloqueado esta tableta. Pregunta a la central.</translation>
        </message>
        <message>
            <source>Head office has seen a newer state of this tablet: it was copied or set back. It becomes a tablet of its own by itself; nothing saved is lost.</source>
            <translation>La central ha visto un estado más nuevo de esta tableta: se copió o se restauró. Se convierte por sí sola en una tableta propia; nada guardado se pierde.</translation>
        </message>
        <message>
            <source>Head office is busy. It is tried again by itself.</source>
            <translation>La central está ocupada. Se vuelve a intentar solo.</translation>
        </message>
        <message>
            <source>Head office is older than this app. What you saved waits here until head office is updated.</source>
            <translation>La central es más antigua que esta aplicación. Lo guardado espera aquí hasta que se actualice.</translation>
        </message>
        <message>
            <source>Head office knows no company account of yours. Ask a manager to help, or head office.</source>
            <translation>La central no conoce ninguna cuenta de empresa tuya. Pide ayuda a la dirección de la tienda o a la central.</translation>
        </message>
        <message>
            <source>Head office no longer accepts this tablet. Ask head office to enrol it again; nothing saved is lost.</source>
            <translation>La central ya no acepta esta tableta. Pide que la dé de alta otra vez; nada guardado se pierde.</translation>
        </message>
        <message>
            <source>Head office was restored or replaced. The customers are downloaded again.</source>
            <translation>La central se restauró o se cambió. Los clientes se descargan otra vez.</translation>
        </message>
        <message>
            <source>It is not this customer's turn any more. Go on with the next.</source>
            <translation>Ya no es el turno de este cliente. Sigue con el siguiente.</translation>
        </message>
        <message>
            <source>No PIN is set for you yet. Tap “No PIN, or forgotten?” to choose one.</source>
            <translation>Aún no tienes PIN. Toca «¿Sin PIN u olvidado?» para elegir uno.</translation>
        </message>
        <message>
            <source>No seller of this tablet has this name. Type it as it stands on the sign-in screen.</source>
            <translation>Nadie de esta tableta se llama así. Escríbelo como está en la pantalla de entrada.</translation>
        </message>
        <message>
            <source>Other stores can only be asked while head office can be reached. Connect, then try again.</source>
            <translation>Solo se puede preguntar a otras tiendas con la central al alcance. Conéctate y vuelve a intentarlo.</translation>
        </message>
        <message>
            <source>Stopped. What was complete is kept, and it goes on from there.</source>
            <translation>Parado. Lo completo se conserva y se sigue desde ahí.</translation>
        </message>
        <message>
            <source>That was not the account of the seller who is chosen here. Nothing was changed.</source>
            <translation>Esa no era la cuenta de la persona elegida aquí. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>The certificate of this address is not trusted. Check the address and the date of this tablet.</source>
            <translation>El certificado de esta dirección no es de confianza. Comprueba la dirección y la fecha de esta tableta.</translation>
        </message>
        <message>
            <source>The company's sign-in does not answer now. Try again later, or ask a manager to help.</source>
            <translation>El acceso de la empresa no responde ahora. Inténtalo más tarde o pide ayuda a la dirección de la tienda.</translation>
        </message>
        <message>
            <source>The disk of this tablet is full. Nothing is lost, but nothing more can be saved until there is room.</source>
            <translation>El disco de esta tableta está lleno. Nada se ha perdido, pero no se puede guardar más hasta que haya sitio.</translation>
        </message>
        <message>
            <source>The downloaded customers are damaged and must be downloaded again. What you saved here is safe.</source>
            <translation>Los clientes descargados están dañados y hay que descargarlos otra vez. Lo que guardaste aquí está a salvo.</translation>
        </message>
        <message>
            <source>The exchange with head office did not work. It is tried again by itself.</source>
            <translation>El intercambio con la central no ha funcionado. Se vuelve a intentar solo.</translation>
        </message>
        <message>
            <source>The file cannot be written there. Choose another place.</source>
            <translation>El archivo no se puede guardar ahí. Elige otro lugar.</translation>
        </message>
        <message>
            <source>The files of this tablet are closed.</source>
            <translation>Los archivos de esta tableta están cerrados.</translation>
        </message>
        <message>
            <source>The first time on this tablet, head office checks your PIN. Connect to the network and try again.</source>
            <translation>La primera vez en esta tableta, la central comprueba tu PIN. Conéctate a la red e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The folder for this tablet's files cannot be used. Call support.</source>
            <translation>No se puede usar la carpeta de los archivos de esta tableta. Llama a soporte.</translation>
        </message>
        <message>
            <source>The key file of this tablet is damaged or missing. Do not reinstall the app: call support.</source>
            <translation>El archivo de claves de esta tableta está dañado o falta. No reinstales la aplicación: llama a soporte.</translation>
        </message>
        <message>
            <source>The key of this tablet cannot be read. Nothing is lost: call support.</source>
            <translation>La clave de esta tableta no se puede leer. No se ha perdido nada: llama a soporte.</translation>
        </message>
        <message>
            <source>The key store of this tablet does not answer. Nothing is lost: restart the tablet, or call support.</source>
            <translation>El almacén de claves de esta tableta no responde. No se ha perdido nada: reinicia la tableta o llama a soporte.</translation>
        </message>
        <message>
            <source>The keys of this tablet cannot be used. Nothing is lost: call support.</source>
            <translation>Las claves de esta tableta no se pueden usar. No se ha perdido nada: llama a soporte.</translation>
        </message>
        <message>
            <source>The log of this tablet cannot be read.</source>
            <translation>No se puede leer el registro de esta tableta.</translation>
        </message>
        <message>
            <source>The sign-in took too long. Begin again.</source>
            <translation>El acceso ha tardado demasiado. Empieza otra vez.</translation>
        </message>
        <message>
            <source>The tablet could not read or write its files. Restart the app; if it stays, call support.</source>
            <translation>La tableta no ha podido leer o escribir sus archivos. Reinicia la aplicación; si sigue igual, llama a soporte.</translation>
        </message>
        <message>
            <source>The tablet is locked. Sign in with your PIN.</source>
            <translation>La tableta está bloqueada. Entra con tu PIN.</translation>
        </message>
        <message>
            <source>There is a file of this name already. Choose another name.</source>
            <translation>Ya hay un archivo con ese nombre. Elige otro nombre.</translation>
        </message>
        <message>
            <source>These files belong to another tablet and do not open here. Nothing was deleted: call support.</source>
            <translation>Estos archivos son de otra tableta y aquí no se abren. No se ha borrado nada: llama a soporte.</translation>
        </message>
        <message>
            <source>These files belong to another tablet, or its key store was cleared. Nothing was deleted: call support.</source>
            <translation>Estos archivos son de otra tableta, o se vació su almacén de claves. No se ha borrado nada: llama a soporte.</translation>
        </message>
        <message>
            <source>These files were written by a newer version of the app. Install that version again.</source>
            <translation>Estos archivos son de una versión más nueva de la aplicación. Instala esa versión otra vez.</translation>
        </message>
        <message>
            <source>This PIN is easily guessed. Choose one without runs and repetitions.</source>
            <translation>Este PIN es fácil de adivinar. Elige uno sin series ni repeticiones.</translation>
        </message>
        <message>
            <source>This PIN is not right. Try again.</source>
            <translation>Este PIN no es correcto. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This app is too old for head office. Update it; nothing saved is lost.</source>
            <translation>Esta aplicación es demasiado antigua para la central. Actualízala; nada guardado se pierde.</translation>
        </message>
        <message>
            <source>This code is not right, was used before or is too old. Ask head office for a new one.</source>
            <translation>Este código no es correcto, ya se usó o es demasiado antiguo. Pide uno nuevo a la central.</translation>
        </message>
        <message>
            <source>This customer is not on this tablet. Search again, or sync.</source>
            <translation>Este cliente no está en esta tableta. Busca otra vez o sincroniza.</translation>
        </message>
        <message>
            <source>This installation cannot encrypt its files, so it does not start. Install the app again.</source>
            <translation>Esta instalación no puede cifrar sus archivos, así que no arranca. Instala la aplicación otra vez.</translation>
        </message>
        <message>
            <source>This is no longer among what was sent back.</source>
            <translation>Esto ya no está entre lo devuelto.</translation>
        </message>
        <message>
            <source>This is no longer on this tablet. It may have been moved or removed at head office.</source>
            <translation>Esto ya no está en esta tableta. Quizá la central lo movió o lo quitó.</translation>
        </message>
        <message>
            <source>This is no longer there.</source>
            <translation>Esto ya no está.</translation>
        </message>
        <message>
            <source>This is not an address of a head office. Type it as you were given it, such as headoffice.example.com.</source>
            <translation>Esta no es la dirección de una central. Escríbela como te la dieron, por ejemplo headoffice.example.com.</translation>
        </message>
        <message>
            <source>This is too much to save at once. Save it in two parts.</source>
            <translation>Es demasiado para guardarlo de una vez. Guárdalo en dos partes.</translation>
        </message>
        <message>
            <source>This passphrase is not right. Try again.</source>
            <translation>Esta frase de paso no es correcta. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This seller is not on this tablet. Sync, or ask head office.</source>
            <translation>Esta persona no está en esta tableta. Sincroniza o pregunta a la central.</translation>
        </message>
        <message>
            <source>This tablet has no secure place for its key. Choose a passphrase: it is asked at every start.</source>
            <translation>Esta tableta no tiene un lugar seguro para su clave. Elige una frase de paso: se pide en cada inicio.</translation>
        </message>
        <message>
            <source>This tablet has not reached head office for too long. Connect it to the network, then sign in.</source>
            <translation>Esta tableta lleva demasiado tiempo sin contactar con la central. Conéctala a la red y después entra.</translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Enrol it with a code from head office.</source>
            <translation>Esta tableta aún no está dada de alta. Hazlo con un código de la central.</translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Type head office's address and a code.</source>
            <translation>Esta tableta aún no está dada de alta. Escribe la dirección de la central y un código.</translation>
        </message>
        <message>
            <source>This took too long. Ask the manager to help once more.</source>
            <translation>Ha pasado demasiado tiempo. Pide ayuda otra vez a la dirección.</translation>
        </message>
        <message>
            <source>This was decided already.</source>
            <translation>Esto ya se decidió.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Connect to the network so that head office can check yours, or ask your manager.</source>
            <translation>Demasiados PIN incorrectos. Conéctate a la red para que la central compruebe el tuyo, o pregunta a la dirección de tu tienda.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Tap “No PIN, or forgotten?” to choose a new one.</source>
            <translation>Demasiados PIN incorrectos. Toca «¿Sin PIN u olvidado?» para elegir uno nuevo.</translation>
        </message>
        <message>
            <source>Type the passphrase of this tablet.</source>
            <translation>Escribe la frase de paso de esta tableta.</translation>
        </message>
        <message>
            <source>What answers at this address is not a head office. Check the address, and whether this network asks to sign in first.</source>
            <translation>Lo que responde en esta dirección no es una central. Revisa la dirección y si la red pide entrar antes.</translation>
        </message>
        <message>
            <source>What head office sent arrived damaged. Nothing of it was used; it is asked for again by itself.</source>
            <translation>Lo que envió la central llegó dañado. No se ha usado nada; se pide otra vez solo.</translation>
        </message>
        <message>
            <source>What waits for head office cannot be read. Do not reinstall the app: call support, it can be recovered.</source>
            <translation>Lo que espera a la central no se puede leer. No reinstales la aplicación: llama a soporte, se puede recuperar.</translation>
        </message>
        <message>
            <source>What was refused is saved with its values only while head office can be reached.</source>
            <translation>Lo rechazado solo se guarda con sus valores mientras la central esté al alcance.</translation>
        </message>
        <message>
            <source>You have shown many contacts within an hour. Type your PIN to go on.</source>
            <translation>Has mostrado muchos contactos en una hora. Escribe tu PIN para seguir.</translation>
        </message>
        <message>
            <source>Your PIN has not been checked by head office for long. Connect to the network and try again.</source>
            <translation>Hace mucho que la central no comprueba tu PIN. Conéctate a la red e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Your PIN was changed. Connect to the network so that head office can check the new one.</source>
            <translation>Tu PIN ha cambiado. Conéctate a la red para que la central compruebe el nuevo.</translation>
        </message>
        <message>
            <source>Your role may not write to so many at a time. Ask head office.</source>
            <translation>Tu función no permite escribir a tantos a la vez. Pregunta a la central.</translation>
        </message>
    </context>
    <context>
        <name>FieldSheetModel</name>
        <message>
            <source>%1 saved</source>
            <translation>%1: guardado</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Company</source>
            <translation>Empresa</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Apellidos</translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation>Tratamiento</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>Género</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Nombre de pila</translation>
        </message>
        <message>
            <source>Home store</source>
            <translation>Tienda habitual</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Occupation</source>
            <translation>Profesión</translation>
        </message>
    </context>
    <context>
        <name>FollowUpSheetModel</name>
        <message>
            <source>Follow-up saved</source>
            <translation>Seguimiento guardado</translation>
        </message>
        <message>
            <source>There is no such day. Choose the day it is due.</source>
            <translation>Ese día no existe. Elige el día.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>hace %n día</numerusform>
                <numerusform>hace %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n years ago</source>
            <translation>
                <numerusform>hace %n año</numerusform>
                <numerusform>hace %n años</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoy</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>mañana</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>ayer</translation>
        </message>
    </context>
    <context>
        <name>Glance</name>
        <message numerus="yes">
            <source>%1 is in %n days</source>
            <translation>
                <numerusform>%1 es en %n día</numerusform>
                <numerusform>%1 es en %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is today</source>
            <translation>%1 es hoy</translation>
        </message>
        <message>
            <source>%1 is tomorrow</source>
            <translation>%1 es mañana</translation>
        </message>
        <message>
            <source>%1 may be running out</source>
            <translation>%1 se estará acabando</translation>
        </message>
        <message numerus="yes">
            <source>%n calls</source>
            <translation>
                <numerusform>%n llamada</numerusform>
                <numerusform>%n llamadas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cases open</source>
            <translation>
                <numerusform>%n caso abierto</numerusform>
                <numerusform>%n casos abiertos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points now</source>
            <translation>
                <numerusform>Ahora %n punto</numerusform>
                <numerusform>Ahora %n puntos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points to %1</source>
            <translation>
                <numerusform>%n punto para %1</numerusform>
                <numerusform>%n puntos para %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n visits</source>
            <translation>
                <numerusform>%n visita</numerusform>
                <numerusform>%n visitas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n web orders</source>
            <translation>
                <numerusform>%n pedido web</numerusform>
                <numerusform>%n pedidos web</numerusform>
            </translation>
        </message>
        <message>
            <source>Allergy: %1</source>
            <translation>Alergia: %1</translation>
        </message>
        <message numerus="yes">
            <source>Answered %1 of %n messages</source>
            <translation>
                <numerusform>Contestó %1 de %n mensaje</numerusform>
                <numerusform>Contestó %1 de %n mensajes</numerusform>
            </translation>
        </message>
        <message>
            <source>Best %1</source>
            <translation>Mejor %1</translation>
        </message>
        <message numerus="yes">
            <source>Bought %n days ago</source>
            <translation>
                <numerusform>Compró hace %n día</numerusform>
                <numerusform>Compró hace %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Buys with us in store, not online</source>
            <translation>Compra en tienda, no en la web</translation>
        </message>
        <message>
            <source>Buys with us online, not in store</source>
            <translation>Compra en la web, no en tienda</translation>
        </message>
        <message>
            <source>He told us %2</source>
            <translation>Nos lo dijo %2</translation>
        </message>
        <message>
            <source>Her %1</source>
            <translation>Su %1</translation>
        </message>
        <message>
            <source>His %1</source>
            <translation>Su %1</translation>
        </message>
        <message>
            <source>In her web cart: %1</source>
            <translation>En su carrito web: %1</translation>
        </message>
        <message>
            <source>In his web cart: %1</source>
            <translation>En su carrito web: %1</translation>
        </message>
        <message>
            <source>In the web cart: %1</source>
            <translation>En el carrito web: %1</translation>
        </message>
        <message>
            <source>Last purchase %1</source>
            <translation>Última compra %1</translation>
        </message>
        <message>
            <source>Last: %1, %2</source>
            <translation>Último: %1, %2</translation>
        </message>
        <message numerus="yes">
            <source>No purchase for %n days</source>
            <translation>
                <numerusform>Sin compras desde hace %n día</numerusform>
                <numerusform>Sin compras desde hace %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Noted %2</source>
            <translation>Anotado %2</translation>
        </message>
        <message>
            <source>Open complaint: %1</source>
            <translation>Reclamación abierta: %1</translation>
        </message>
        <message numerus="yes">
            <source>Open for %n days</source>
            <translation>
                <numerusform>Abierto desde hace %n día</numerusform>
                <numerusform>Abierto desde hace %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Reach her %1</source>
            <translation>Mejor contactarla %1</translation>
        </message>
        <message>
            <source>Reach him %1</source>
            <translation>Mejor contactarlo %1</translation>
        </message>
        <message>
            <source>She told us %2</source>
            <translation>Nos lo dijo %2</translation>
        </message>
        <message>
            <source>Since today</source>
            <translation>Desde hoy</translation>
        </message>
        <message>
            <source>Told %1 %2</source>
            <translation>Se lo dijo a %1 %2</translation>
        </message>
        <message>
            <source>Told us %2</source>
            <translation>Nos lo dijo %2</translation>
        </message>
        <message>
            <source>a colleague</source>
            <translation>alguien del equipo</translation>
        </message>
        <message>
            <source>after %1</source>
            <translation>desde las %1</translation>
        </message>
        <message>
            <source>at head office</source>
            <translation>en la central</translation>
        </message>
        <message>
            <source>at the service desk</source>
            <translation>en atención al cliente</translation>
        </message>
        <message>
            <source>by e-mail</source>
            <translation>por correo</translation>
        </message>
        <message>
            <source>by message</source>
            <translation>por mensaje</translation>
        </message>
        <message>
            <source>by phone</source>
            <translation>por teléfono</translation>
        </message>
        <message numerus="yes">
            <source>in %n years</source>
            <translation>
                <numerusform>en %n año</numerusform>
                <numerusform>en %n años</numerusform>
            </translation>
        </message>
        <message>
            <source>in stock here</source>
            <translation>lo hay aquí</translation>
        </message>
        <message>
            <source>in store</source>
            <translation>en tienda</translation>
        </message>
        <message>
            <source>in the data we took over</source>
            <translation>en los datos recibidos</translation>
        </message>
        <message>
            <source>in the newsletter form</source>
            <translation>en el formulario del boletín</translation>
        </message>
        <message>
            <source>in the web shop</source>
            <translation>en la web</translation>
        </message>
        <message>
            <source>never a purchase in store</source>
            <translation>nunca ha comprado en tienda</translation>
        </message>
        <message>
            <source>never a web order</source>
            <translation>nunca ha pedido en la web</translation>
        </message>
        <message>
            <source>no calls</source>
            <translation>ninguna llamada</translation>
        </message>
        <message>
            <source>no purchase in store since %1</source>
            <translation>sin compras en tienda desde %1</translation>
        </message>
        <message>
            <source>no web order since %1</source>
            <translation>sin pedidos web desde %1</translation>
        </message>
        <message>
            <source>not in stock here</source>
            <translation>no lo hay aquí</translation>
        </message>
        <message>
            <source>size %1</source>
            <translation>talla %1</translation>
        </message>
        <message>
            <source>size %1 in stock here</source>
            <translation>la talla %1 está aquí</translation>
        </message>
        <message>
            <source>size %1 not here</source>
            <translation>la talla %1 no está aquí</translation>
        </message>
        <message numerus="yes">
            <source>usually every %n days</source>
            <translation>
                <numerusform>suele ser cada %n día</numerusform>
                <numerusform>suele ser cada %n días</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandOverModel</name>
        <message>
            <source>Please sign in the box, so that it is clear that it was you.</source>
            <translation>Firma en el recuadro, por favor, para que conste que has sido tú.</translation>
        </message>
        <message>
            <source>Please tell us your name.</source>
            <translation>Dinos tu nombre, por favor.</translation>
        </message>
    </context>
    <context>
        <name>Languages</name>
        <message>
            <source>Arabic</source>
            <translation>árabe</translation>
        </message>
        <message>
            <source>Basque</source>
            <translation>euskera</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>catalán</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>chino</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>neerlandés</translation>
        </message>
        <message>
            <source>English</source>
            <translation>inglés</translation>
        </message>
        <message>
            <source>French</source>
            <translation>francés</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>gallego</translation>
        </message>
        <message>
            <source>German</source>
            <translation>alemán</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>italiano</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>japonés</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>coreano</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>portugués</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>ruso</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>español</translation>
        </message>
    </context>
    <context>
        <name>LeftModel</name>
        <message>
            <source>%1 did not finish: nothing was saved. Ask again.</source>
            <translation>%1 no terminó: no se guardó nada. Vuelve a preguntar.</translation>
        </message>
        <message>
            <source>%1 did not finish: what was refused is saved, nothing else.</source>
            <translation>%1 no terminó: se guardó lo que rechazó, nada más.</translation>
        </message>
        <message>
            <source>%1: something you saved before you left could not be kept. Make it again.</source>
            <translation>%1: algo que guardaste antes de irte no se pudo conservar. Hazlo otra vez.</translation>
        </message>
        <message>
            <source>%1: what you wrote could not be saved. It waits in Quick note.</source>
            <translation>%1: lo que escribiste no se pudo guardar. Te espera en Nota rápida.</translation>
        </message>
        <message>
            <source>Something you saved just before you left could not be kept. Make it again.</source>
            <translation>Algo que guardaste justo antes de irte no se pudo conservar. Hazlo otra vez.</translation>
        </message>
        <message>
            <source>The new customer could not be saved. What you typed waits under New.</source>
            <translation>No se pudo guardar al cliente nuevo. Lo que escribiste te espera en Nuevo.</translation>
        </message>
        <message>
            <source>The new customer did not finish: nothing was saved. Ask again.</source>
            <translation>El cliente nuevo no terminó: no se guardó nada. Pregúntale otra vez.</translation>
        </message>
    </context>
    <context>
        <name>LookupModel</name>
        <message>
            <source>Added to your client book. The profile comes with the next sync.</source>
            <translation>Añadido a tu cartera. El perfil llega con la próxima sincronización.</translation>
        </message>
        <message>
            <source>In your client book. The profile comes with the next sync.</source>
            <translation>En tu cartera. El perfil llega con la próxima sincronización.</translation>
        </message>
        <message>
            <source>Nobody is known by exactly this. Check every letter and digit.</source>
            <translation>No se conoce a nadie exactamente por esto. Revisa cada letra y cada cifra.</translation>
        </message>
        <message>
            <source>One of this store's customers. Sync, then search again.</source>
            <translation>Es cliente de esta tienda. Sincroniza y vuelve a buscar.</translation>
        </message>
        <message numerus="yes">
            <source>You have asked often within an hour. Ask again in %n minutes.</source>
            <translation>
                <numerusform>Has preguntado muchas veces en una hora. Vuelve a preguntar en %n minuto.</numerusform>
                <numerusform>Has preguntado muchas veces en una hora. Vuelve a preguntar en %n minutos.</numerusform>
            </translation>
        </message>
        <message>
            <source>bought %1</source>
            <translation>compró %1</translation>
        </message>
    </context>
    <context>
        <name>MergeSheetModel</name>
        <message numerus="yes">
            <source>%n purchases, last %1</source>
            <translation>
                <numerusform>%n compra, la última %1</numerusform>
                <numerusform>%n compras, la última %1</numerusform>
            </translation>
        </message>
        <message>
            <source>A manager will look at it</source>
            <translation>La dirección lo mirará</translation>
        </message>
        <message>
            <source>Born %1</source>
            <translation>Nacimiento: %1</translation>
        </message>
        <message>
            <source>Decided. Head office makes one profile of the two with the next sync.</source>
            <translation>Decidido. La central hará un solo perfil de los dos con la próxima sincronización.</translation>
        </message>
        <message>
            <source>Has not bought yet</source>
            <translation>Aún no ha comprado</translation>
        </message>
        <message>
            <source>Head office</source>
            <translation>La central</translation>
        </message>
        <message>
            <source>Head office makes one profile of the two</source>
            <translation>La central hará un solo perfil de los dos</translation>
        </message>
        <message>
            <source>Home store %1</source>
            <translation>Tienda %1</translation>
        </message>
        <message>
            <source>In the client book of %1</source>
            <translation>En la cartera de %1</translation>
        </message>
        <message>
            <source>Saved here. A manager sees it after the next sync.</source>
            <translation>Guardado aquí. La dirección lo verá tras la próxima sincronización.</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Retirado</translation>
        </message>
        <message>
            <source>They stay two profiles</source>
            <translation>Siguen siendo dos perfiles</translation>
        </message>
        <message>
            <source>Waiting for a manager. Until then both profiles stay as they are.</source>
            <translation>Esperando a la dirección. Hasta entonces los dos perfiles siguen como están.</translation>
        </message>
        <message>
            <source>Waiting for another manager, or head office: nobody agrees to what they asked for.</source>
            <translation>Esperando a otra persona de la dirección o a la central: nadie aprueba lo que ha pedido.</translation>
        </message>
        <message>
            <source>on both</source>
            <translation>en los dos</translation>
        </message>
    </context>
    <context>
        <name>Messaging</name>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message numerus="yes">
            <source>%n messages noted as sent</source>
            <translation>
                <numerusform>%n mensaje anotado como enviado</numerusform>
                <numerusform>%n mensajes anotados como enviados</numerusform>
            </translation>
        </message>
        <message>
            <source>Left out before: %1</source>
            <translation>Quedaron fuera antes: %1</translation>
        </message>
        <message>
            <source>allowed too long ago</source>
            <translation>lo permitió hace demasiado tiempo</translation>
        </message>
        <message>
            <source>closed by head office</source>
            <translation>cerrado por la central</translation>
        </message>
        <message>
            <source>contacted often lately</source>
            <translation>contactado a menudo últimamente</translation>
        </message>
        <message>
            <source>left out by you</source>
            <translation>lo has dejado fuera</translation>
        </message>
        <message>
            <source>no longer on this tablet</source>
            <translation>ya no está en esta tableta</translation>
        </message>
        <message>
            <source>no name to write</source>
            <translation>sin nombre</translation>
        </message>
        <message>
            <source>not asked yet</source>
            <translation>aún sin preguntar</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>aún sin confirmar</translation>
        </message>
        <message>
            <source>not for your role to see</source>
            <translation>tu función no puede verlo</translation>
        </message>
        <message>
            <source>nothing known to write to</source>
            <translation>sin número ni dirección</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>no lo permite</translation>
        </message>
        <message>
            <source>too early, too late or a rest day there</source>
            <translation>allí es demasiado pronto, demasiado tarde o día de descanso</translation>
        </message>
    </context>
    <context>
        <name>MessagingList</name>
        <message>
            <source>%1 may be written to this way now</source>
            <translation>a %1 se les puede escribir así ahora</translation>
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n elegido</numerusform>
                <numerusform>%n elegidos</numerusform>
            </translation>
        </message>
        <message>
            <source>At most %1 characters fit.</source>
            <translation>Caben como máximo %1 caracteres.</translation>
        </message>
        <message>
            <source>Customer's name</source>
            <translation>Nombre del cliente</translation>
        </message>
        <message>
            <source>My name</source>
            <translation>Mi nombre</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Tienda</translation>
        </message>
        <message>
            <source>These are the first %1 of %2: more are not written to at a time.</source>
            <translation>Estos son los primeros %1 de %2: no se escribe a más a la vez.</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerModel</name>
        <message>
            <source>New customer saved</source>
            <translation>Cliente nuevo guardado</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>No se sabe</translation>
        </message>
        <message>
            <source>There is no such day. Check day, month and year, or empty them.</source>
            <translation>Ese día no existe. Revisa día, mes y año, o vacíalos.</translation>
        </message>
        <message>
            <source>same birthday</source>
            <translation>mismo cumpleaños</translation>
        </message>
        <message>
            <source>same e-mail</source>
            <translation>mismo correo</translation>
        </message>
        <message>
            <source>same loyalty card</source>
            <translation>misma tarjeta de fidelidad</translation>
        </message>
        <message>
            <source>same name</source>
            <translation>mismo nombre</translation>
        </message>
        <message>
            <source>same phone</source>
            <translation>mismo teléfono</translation>
        </message>
        <message>
            <source>similar name</source>
            <translation>nombre parecido</translation>
        </message>
    </context>
    <context>
        <name>NoteEditModel</name>
        <message>
            <source>Note changed</source>
            <translation>Nota cambiada</translation>
        </message>
    </context>
    <context>
        <name>NoteSheetModel</name>
        <message>
            <source>My store</source>
            <translation>Mi tienda</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Note saved</source>
            <translation>Nota guardada</translation>
        </message>
        <message>
            <source>Only me</source>
            <translation>Solo yo</translation>
        </message>
        <message>
            <source>The whole company</source>
            <translation>Toda la empresa</translation>
        </message>
        <message>
            <source>This note has %1 characters; at most %2 fit. Shorten it or split it.</source>
            <translation>Esta nota tiene %1 caracteres; caben %2 como mucho. Acórtala o divídela.</translation>
        </message>
    </context>
    <context>
        <name>PinHelpModel</name>
        <message>
            <source>%1 has no PIN that can be used. Ask head office for a new one.</source>
            <translation>%1 no tiene un PIN que se pueda usar. Pide uno nuevo a la central.</translation>
        </message>
        <message>
            <source>%1, choose a new PIN</source>
            <translation>%1, elige un PIN nuevo</translation>
        </message>
        <message>
            <source>%1, the same PIN again</source>
            <translation>%1, el mismo PIN otra vez</translation>
        </message>
        <message>
            <source>%1, your PIN</source>
            <translation>%1, tu PIN</translation>
        </message>
        <message>
            <source>A manager of this store can help you, or your company account.</source>
            <translation>Puede ayudarte la dirección de esta tienda, o tu cuenta de empresa.</translation>
        </message>
        <message>
            <source>A manager of this store can let you choose one. Who is with you?</source>
            <translation>La dirección de esta tienda puede dejarte elegir uno. ¿Quién está contigo?</translation>
        </message>
        <message>
            <source>A new PIN for %1</source>
            <translation>Un PIN nuevo para %1</translation>
        </message>
        <message>
            <source>Hand the tablet over: nobody else should see it. Six digits that are not easily guessed.</source>
            <translation>Pásale la tableta: nadie más debe verlo. Seis cifras que no se adivinen con facilidad.</translation>
        </message>
        <message>
            <source>It holds on every tablet as soon as you have typed it.</source>
            <translation>Vale en todas las tabletas en cuanto lo hayas escrito.</translation>
        </message>
        <message>
            <source>Nobody on this tablet can help here. Ask head office for a new PIN.</source>
            <translation>Nadie en esta tableta puede ayudarte aquí. Pide un PIN nuevo a la central.</translation>
        </message>
        <message>
            <source>Open this address on your phone, type the code and sign in. Then come back here.</source>
            <translation>Abre esta dirección en tu teléfono, escribe el código e identifícate. Después vuelve aquí.</translation>
        </message>
        <message>
            <source>Show with your company account that it is you, then choose a PIN.</source>
            <translation>Demuestra con tu cuenta de empresa que eres tú y elige un PIN.</translation>
        </message>
        <message>
            <source>That did not work. Nothing was changed. Please try again.</source>
            <translation>No ha funcionado. No se ha cambiado nada. Inténtalo otra vez.</translation>
        </message>
        <message>
            <source>The two PINs were not the same. Choose once more.</source>
            <translation>Los dos PIN no eran iguales. Elige otra vez.</translation>
        </message>
        <message>
            <source>With it you let %1 choose a new PIN. Head office writes that down.</source>
            <translation>Con él dejas que %1 elija un PIN nuevo. La central lo anota.</translation>
        </message>
    </context>
    <context>
        <name>PinNoticeModel</name>
        <message>
            <source>%1, with the help of %2</source>
            <translation>%1, con la ayuda de %2</translation>
        </message>
        <message>
            <source>%1, with your company account</source>
            <translation>%1, con tu cuenta de empresa</translation>
        </message>
    </context>
    <context>
        <name>PreferenceSheetModel</name>
        <message>
            <source>%1 %2 saved</source>
            <translation>%1 %2: guardado</translation>
        </message>
    </context>
    <context>
        <name>ProfileModel</name>
        <message>
            <source>%1 size %2</source>
            <translation>%1 talla %2</translation>
        </message>
        <message>
            <source>A store that is not known here</source>
            <translation>Una tienda que aquí no se conoce</translation>
        </message>
        <message>
            <source>Becomes one profile</source>
            <translation>Será un solo perfil</translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation>Seguimiento hecho</translation>
        </message>
        <message>
            <source>New value taken</source>
            <translation>Valor nuevo aceptado</translation>
        </message>
        <message>
            <source>Same person? Decide</source>
            <translation>¿La misma persona? Decide</translation>
        </message>
        <message>
            <source>Same person? Waiting for a manager</source>
            <translation>¿La misma persona? Esperando a la dirección</translation>
        </message>
        <message>
            <source>This customer is no longer on this tablet.</source>
            <translation>Este cliente ya no está en esta tableta.</translation>
        </message>
        <message>
            <source>This profile was joined with another one.</source>
            <translation>Este perfil se unió con otro.</translation>
        </message>
        <message>
            <source>Value kept</source>
            <translation>Valor conservado</translation>
        </message>
    </context>
    <context>
        <name>ProfileWords</name>
        <message>
            <source>%1 %2</source>
            <comment>day and month, year</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>%1 is her seller</source>
            <translation>La atiende %1</translation>
        </message>
        <message>
            <source>%1 is his seller</source>
            <translation>Lo atiende %1</translation>
        </message>
        <message>
            <source>%1 is the seller</source>
            <translation>Atiende %1</translation>
        </message>
        <message>
            <source>Asked in store</source>
            <translation>Preguntado en tienda</translation>
        </message>
        <message>
            <source>Assistant</source>
            <translation>Asistente</translation>
        </message>
        <message>
            <source>Brother or sister</source>
            <translation>Hermano o hermana</translation>
        </message>
        <message>
            <source>Buying</source>
            <translation>Compra</translation>
        </message>
        <message>
            <source>Call with the service desk</source>
            <translation>Llamada con atención al cliente</translation>
        </message>
        <message>
            <source>Child</source>
            <translation>Hijo o hija</translation>
        </message>
        <message>
            <source>Confirmation asked by e-mail</source>
            <translation>Confirmación pedida por correo</translation>
        </message>
        <message>
            <source>Father</source>
            <translation>Padre</translation>
        </message>
        <message>
            <source>Friend</source>
            <translation>Amistad</translation>
        </message>
        <message>
            <source>Getting in touch</source>
            <translation>Ponerse en contacto</translation>
        </message>
        <message>
            <source>Head-office number</source>
            <translation>Número de la central</translation>
        </message>
        <message>
            <source>Home store %1</source>
            <translation>Tienda %1</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importado</translation>
        </message>
        <message>
            <source>Loyalty card</source>
            <translation>Tarjeta de fidelidad</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Más</translation>
        </message>
        <message>
            <source>Mother</source>
            <translation>Madre</translation>
        </message>
        <message>
            <source>Paper form</source>
            <translation>Formulario en papel</translation>
        </message>
        <message>
            <source>Partner</source>
            <translation>Pareja</translation>
        </message>
        <message>
            <source>Same household</source>
            <translation>Mismo hogar</translation>
        </message>
        <message>
            <source>Signed on the tablet</source>
            <translation>Firmado en la tableta</translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation>Tallas</translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation>Red social</translation>
        </message>
        <message>
            <source>Speaks %1</source>
            <translation>Habla %1</translation>
        </message>
        <message>
            <source>Spoken</source>
            <translation>De palabra</translation>
        </message>
        <message>
            <source>Spouse</source>
            <translation>Cónyuge</translation>
        </message>
        <message>
            <source>Taste</source>
            <translation>Gustos</translation>
        </message>
        <message>
            <source>The customer herself</source>
            <translation>La propia clienta</translation>
        </message>
        <message>
            <source>The customer himself</source>
            <translation>El propio cliente</translation>
        </message>
        <message>
            <source>Till number</source>
            <translation>Número de caja</translation>
        </message>
        <message>
            <source>To be careful with</source>
            <translation>Con cuidado</translation>
        </message>
        <message>
            <source>Unsubscribe link</source>
            <translation>Enlace de baja</translation>
        </message>
        <message>
            <source>Web account</source>
            <translation>Cuenta web</translation>
        </message>
        <message>
            <source>Web form</source>
            <translation>Formulario web</translation>
        </message>
        <message>
            <source>Wedding anniversary</source>
            <translation>Aniversario de boda</translation>
        </message>
        <message>
            <source>this tablet</source>
            <translation>esta tableta</translation>
        </message>
    </context>
    <context>
        <name>ProvenanceModel</name>
        <message>
            <source>%1 removed</source>
            <translation>%1: quitado</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Another value waits for a decision</source>
            <translation>Otro valor espera una decisión</translation>
        </message>
        <message>
            <source>Asked for confirmation</source>
            <translation>Se pidió confirmación</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Rechazado</translation>
        </message>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aquí, de camino a la central</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>hasta %1</translation>
        </message>
        <message>
            <source>wording %1</source>
            <translation>texto %1</translation>
        </message>
    </context>
    <context>
        <name>Rejections</name>
        <message>
            <source>A card</source>
            <translation>Una tarjeta</translation>
        </message>
        <message>
            <source>A customer needs a name. Type the name as they give it.</source>
            <translation>Hace falta un nombre. Escríbelo como lo diga.</translation>
        </message>
        <message>
            <source>A field is not known here. Update this tablet.</source>
            <translation>Hay un campo que aquí no se conoce. Actualiza esta tableta.</translation>
        </message>
        <message>
            <source>A new customer needs a name. Type the name as they give it.</source>
            <translation>Hace falta un nombre. Escríbelo como lo diga.</translation>
        </message>
        <message>
            <source>An identifier has the wrong shape. Update this tablet.</source>
            <translation>Un identificador tiene mala forma. Actualiza esta tableta.</translation>
        </message>
        <message>
            <source>Another change has this identifier already. Make the change again.</source>
            <translation>Otro cambio ya tiene este identificador. Haz el cambio otra vez.</translation>
        </message>
        <message>
            <source>Head office cannot store one of these values. Type it again.</source>
            <translation>La central no puede guardar uno de estos valores. Escríbelo otra vez.</translation>
        </message>
        <message>
            <source>Head office failed on this change. Send it again once head office has been mended.</source>
            <translation>La central ha fallado con este cambio. Envíalo otra vez cuando la hayan arreglado.</translation>
        </message>
        <message>
            <source>Head office is busy with one of these customers. Try it again in some days.</source>
            <translation>La central está ocupada con uno de estos clientes. Inténtalo de nuevo en unos días.</translation>
        </message>
        <message>
            <source>It is not known what the customer said yes to. Show them the question, then ask again.</source>
            <translation>No se sabe a qué dijo que sí el cliente. Enséñale la pregunta y vuelve a preguntar.</translation>
        </message>
        <message>
            <source>One text went to more customers than your role may write to at a time. Ask head office.</source>
            <translation>Un mismo texto fue a más clientes de los que tu función permite a la vez. Pregunta a la central.</translation>
        </message>
        <message>
            <source>Only a manager of a store that has both customers decides this. Ask yours to do it.</source>
            <translation>Esto lo decide solo la dirección de una tienda que tenga a los dos clientes. Pídeselo a la tuya.</translation>
        </message>
        <message>
            <source>Somebody else asked for this. Only they can take it back.</source>
            <translation>Lo pidió otra persona. Solo ella puede retirarlo.</translation>
        </message>
        <message>
            <source>Somebody else noted this contact. Only they can take it back.</source>
            <translation>Este contacto lo anotó otra persona. Solo ella puede retirarlo.</translation>
        </message>
        <message>
            <source>The address</source>
            <translation>La dirección</translation>
        </message>
        <message>
            <source>The e-mail address</source>
            <translation>El correo</translation>
        </message>
        <message>
            <source>The follow-up</source>
            <translation>El seguimiento</translation>
        </message>
        <message>
            <source>The follow-up needs a few words. Write what is to be done.</source>
            <translation>El seguimiento necesita unas palabras. Escribe qué hay que hacer.</translation>
        </message>
        <message>
            <source>The label</source>
            <translation>El nombre</translation>
        </message>
        <message>
            <source>The name</source>
            <translation>El nombre</translation>
        </message>
        <message>
            <source>The note</source>
            <translation>La nota</translation>
        </message>
        <message>
            <source>The outcome</source>
            <translation>El resultado</translation>
        </message>
        <message>
            <source>The phone number</source>
            <translation>El teléfono</translation>
        </message>
        <message>
            <source>The preference</source>
            <translation>El gusto</translation>
        </message>
        <message>
            <source>The reason</source>
            <translation>El motivo</translation>
        </message>
        <message>
            <source>The signature did not come along. Ask the customer to sign again.</source>
            <translation>La firma no ha llegado. Pide al cliente que firme de nuevo.</translation>
        </message>
        <message>
            <source>The tag</source>
            <translation>La etiqueta</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>El texto</translation>
        </message>
        <message>
            <source>The wording that was shown is not one of head office. Sync, then ask the customer again.</source>
            <translation>El texto que se mostró no es de la central. Sincroniza y vuelve a preguntar al cliente.</translation>
        </message>
        <message>
            <source>There is no preference to save yet. Choose or type one.</source>
            <translation>Aún no hay nada que guardar. Elige o escribe un gusto.</translation>
        </message>
        <message>
            <source>There is no tag to save yet. Type a word.</source>
            <translation>Aún no hay etiqueta. Escribe una palabra.</translation>
        </message>
        <message>
            <source>There is nothing in the note yet. Write a few words.</source>
            <translation>La nota aún está vacía. Escribe unas palabras.</translation>
        </message>
        <message>
            <source>There is nothing to save yet. Type the address.</source>
            <translation>Aún no hay nada que guardar. Escribe la dirección.</translation>
        </message>
        <message>
            <source>These two are one profile already.</source>
            <translation>Estos dos ya son un solo perfil.</translation>
        </message>
        <message>
            <source>This change has the number of another one, or comes out of order. Make it again.</source>
            <translation>Este cambio tiene el número de otro o llega fuera de orden. Hazlo de nuevo.</translation>
        </message>
        <message>
            <source>This change is damaged. Make it again.</source>
            <translation>Este cambio está dañado. Hazlo otra vez.</translation>
        </message>
        <message>
            <source>This change is not as it was saved: its signature does not fit. Make it again.</source>
            <translation>Este cambio no está como se guardó: su firma no coincide. Hazlo de nuevo.</translation>
        </message>
        <message>
            <source>This contact is no longer there. Add it as a new one.</source>
            <translation>Este contacto ya no está. Añádelo como nuevo.</translation>
        </message>
        <message>
            <source>This customer is not one of this store. Ask head office to share them.</source>
            <translation>Este cliente no es de esta tienda. Pide a la central que lo comparta.</translation>
        </message>
        <message>
            <source>This customer was erased at head office. Nothing about them is kept.</source>
            <translation>La central borró a este cliente. Ya no se guarda nada sobre esta persona.</translation>
        </message>
        <message>
            <source>This day does not exist in that month. Check day, month and year.</source>
            <translation>Ese día no existe en ese mes. Revisa día, mes y año.</translation>
        </message>
        <message>
            <source>This is a card number. Card numbers are not kept here.</source>
            <translation>Es un número de tarjeta. Aquí no se guardan números de tarjeta.</translation>
        </message>
        <message>
            <source>This is not a day. Choose one from the calendar.</source>
            <translation>Esto no es un día. Elige uno del calendario.</translation>
        </message>
        <message>
            <source>This is not a phone number. Type 5 to 15 digits, no letters.</source>
            <translation>Esto no es un teléfono. Escribe de 5 a 15 cifras, sin letras.</translation>
        </message>
        <message>
            <source>This is not a signature. Ask the customer to sign again.</source>
            <translation>Esto no es una firma. Pide al cliente que firme de nuevo.</translation>
        </message>
        <message>
            <source>This is not an e-mail address. It needs a name, an @ and a domain.</source>
            <translation>Esto no es un correo. Le hacen falta un nombre, una @ y un dominio.</translation>
        </message>
        <message>
            <source>This is not whole. Type every letter and digit.</source>
            <translation>Esto no está completo. Escribe todas las letras y cifras.</translation>
        </message>
        <message>
            <source>This is the same profile. Choose the other one.</source>
            <translation>Es el mismo perfil. Elige el otro.</translation>
        </message>
        <message>
            <source>This kind of change is not known here. Update this tablet.</source>
            <translation>Este tipo de cambio no se conoce aquí. Actualiza esta tableta.</translation>
        </message>
        <message>
            <source>This seller is not known at head office. Choose another one.</source>
            <translation>La central no conoce a esta persona. Elige otra.</translation>
        </message>
        <message>
            <source>This store is not known at head office. Choose another one.</source>
            <translation>La central no conoce esta tienda. Elige otra.</translation>
        </message>
        <message>
            <source>This text</source>
            <translation>Este texto</translation>
        </message>
        <message>
            <source>This text holds half a character. Type it again.</source>
            <translation>Este texto tiene un carácter a medias. Escríbelo de nuevo.</translation>
        </message>
        <message>
            <source>This was already created. Nothing more needs to be done.</source>
            <translation>Esto ya se creó. No hace falta nada más.</translation>
        </message>
        <message>
            <source>This was decided already, or taken back. Look at the two profiles once more.</source>
            <translation>Esto ya se decidió o se retiró. Vuelve a mirar los dos perfiles.</translation>
        </message>
        <message>
            <source>This was saved by a version of the app that is too old. Update the app.</source>
            <translation>Esto lo guardó una versión demasiado antigua de la aplicación. Actualízala.</translation>
        </message>
        <message>
            <source>This was saved on another tablet, and is taken from that one only. Make the change again.</source>
            <translation>Esto se guardó en otra tableta y solo se acepta desde ella. Haz el cambio de nuevo.</translation>
        </message>
        <message>
            <source>Too many changes belong together. Save fewer at once.</source>
            <translation>Demasiados cambios van juntos. Guarda menos de una vez.</translation>
        </message>
        <message>
            <source>What this changes does not exist. It may have been erased.</source>
            <translation>Lo que esto cambia no existe. Quizá se borró.</translation>
        </message>
        <message>
            <source>Whoever saved this does not work in this store (any more). Ask head office.</source>
            <translation>Quien guardó esto no trabaja (ya) en esta tienda. Pregunta a la central.</translation>
        </message>
        <message>
            <source>You asked for this yourself. Another manager, or head office, has to agree.</source>
            <translation>Esto lo has pedido tú. Tiene que aprobarlo otra persona de la dirección o la central.</translation>
        </message>
        <message>
            <source>{0} does not change a {1}.</source>
            <translation>{0} no cambia un {1}.</translation>
        </message>
        <message>
            <source>{0} has {1} characters; at most {2} fit. Shorten it or split it.</source>
            <translation>{0} tiene {1} caracteres; caben {2} como mucho. Acórtalo o divídelo.</translation>
        </message>
        <message>
            <source>{0}: this choice is not offered. Pick one of the list.</source>
            <translation>{0}: esta opción no se ofrece. Elige una de la lista.</translation>
        </message>
    </context>
    <context>
        <name>SettingsModel</name>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n seconds</source>
            <translation>
                <numerusform>%n segundo</numerusform>
                <numerusform>%n segundos</numerusform>
            </translation>
        </message>
        <message>
            <source>Demo key: not for real customers</source>
            <translation>Clave de demostración: no para clientes reales</translation>
        </message>
        <message>
            <source>Key of this tablet: in its security chip (TPM)</source>
            <translation>Clave de esta tableta: en su chip de seguridad (TPM)</translation>
        </message>
        <message>
            <source>Key of this tablet: in the keyring of its operating system</source>
            <translation>Clave de esta tableta: en el llavero de su sistema operativo</translation>
        </message>
        <message>
            <source>Key of this tablet: under a passphrase, asked at every start</source>
            <translation>Clave de esta tableta: bajo una frase de paso, que se pide en cada inicio</translation>
        </message>
    </context>
    <context>
        <name>SheetModel</name>
        <message>
            <source>%1: write this down only if the customer asked you to.</source>
            <translation>%1: anótalo solo si el cliente te lo ha pedido.</translation>
        </message>
        <message>
            <source>Head office reviews such notes.</source>
            <translation>La central revisa estas notas.</translation>
        </message>
        <message>
            <source>What you pasted has %1 characters, too many for one go. Paste it in parts.</source>
            <translation>Lo que has pegado tiene %1 caracteres, demasiados de una vez. Pégalo por partes.</translation>
        </message>
    </context>
    <context>
        <name>SignInModel</name>
        <message>
            <source>%1, your PIN</source>
            <translation>%1, tu PIN</translation>
        </message>
        <message numerus="yes">
            <source>%n follow-ups today</source>
            <translation>
                <numerusform>%n seguimiento hoy</numerusform>
                <numerusform>%n seguimientos hoy</numerusform>
            </translation>
        </message>
        <message>
            <source>Good afternoon. Who is serving?</source>
            <translation>Buenas tardes. ¿Quién atiende?</translation>
        </message>
        <message>
            <source>Good evening. Who is serving?</source>
            <translation>Buenas noches. ¿Quién atiende?</translation>
        </message>
        <message>
            <source>Good morning. Who is serving?</source>
            <translation>Buenos días. ¿Quién atiende?</translation>
        </message>
        <message>
            <source>Head office adds new colleagues. Your name stands here after the next sync.</source>
            <translation>La central da de alta a nuevas personas. Tu nombre aparecerá tras la próxima sincronización.</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>Gerencia</translation>
        </message>
        <message>
            <source>Nothing due today</source>
            <translation>Nada para hoy</translation>
        </message>
        <message>
            <source>Signing in did not work. Please try again.</source>
            <translation>No se pudo entrar. Prueba otra vez.</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Tap your name</source>
            <translation>Toca tu nombre</translation>
        </message>
        <message>
            <source>Tap your name first: then a manager of this store can help you.</source>
            <translation>Toca primero tu nombre: después puede ayudarte la dirección de esta tienda.</translation>
        </message>
        <message>
            <source>This PIN is not right. Try again.</source>
            <translation>Este PIN no es correcto. Prueba otra vez.</translation>
        </message>
        <message numerus="yes">
            <source>Too many wrong PINs. Try again in %n seconds.</source>
            <translation>
                <numerusform>Demasiados PIN incorrectos. Prueba en %n segundo.</numerusform>
                <numerusform>Demasiados PIN incorrectos. Prueba en %n segundos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your new PIN holds from now on. Type it to sign in.</source>
            <translation>Tu PIN nuevo vale desde ahora. Escríbelo para entrar.</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message numerus="yes">
            <source>%n saved things are on their way again</source>
            <translation>
                <numerusform>%n cosa guardada va de camino otra vez</numerusform>
                <numerusform>%n cosas guardadas van de camino otra vez</numerusform>
            </translation>
        </message>
        <message>
            <source>All customers come anew from head office and take the place of those held here. You can go on working meanwhile. What you saved is not touched.</source>
            <translation>Todos los clientes vienen de nuevo de la central y sustituyen a los que hay aquí. Mientras tanto puedes seguir trabajando. Lo que guardaste no se toca.</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Download the customers again?</source>
            <translation>¿Volver a descargar los clientes?</translation>
        </message>
        <message>
            <source>Everything this tablet sent in the last 30 days goes to head office once more. Head office knows what it has: nothing is doubled.</source>
            <translation>Todo lo que esta tableta envió en los últimos 30 días va otra vez a la central. La central sabe lo que ya tiene: nada se duplica.</translation>
        </message>
        <message>
            <source>Save a file for support?</source>
            <translation>¿Guardar un archivo para soporte?</translation>
        </message>
        <message>
            <source>Save file</source>
            <translation>Guardar archivo</translation>
        </message>
        <message>
            <source>Save what was sent back?</source>
            <translation>¿Guardar lo devuelto?</translation>
        </message>
        <message>
            <source>Saved as %1 in %2</source>
            <translation>Guardado como %1 en %2</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Volver a enviar</translation>
        </message>
        <message>
            <source>Send everything again?</source>
            <translation>¿Volver a enviar todo?</translation>
        </message>
        <message>
            <source>The customers are downloaded again as soon as head office is reached</source>
            <translation>Los clientes se descargan de nuevo en cuanto haya conexión con la central</translation>
        </message>
        <message>
            <source>The file holds versions, counts and times of this tablet, and nothing about customers or sellers. It is saved among your documents.</source>
            <translation>El archivo contiene versiones, recuentos y horas de esta tableta, y nada sobre clientes ni vendedores. Se guarda entre tus documentos.</translation>
        </message>
        <message>
            <source>The file tells which changes were sent back, of what kind and why, and nothing of what they say. It is saved among your documents; nothing is taken off this tablet.</source>
            <translation>El archivo dice qué cambios se devolvieron, de qué tipo y por qué, y nada de lo que dicen. Se guarda entre tus documentos; no se quita nada de esta tableta.</translation>
        </message>
    </context>
    <context>
        <name>SyncModel</name>
        <message>
            <source>%1 kept</source>
            <translation>Se queda %1</translation>
        </message>
        <message>
            <source>%1, quick note</source>
            <translation>%1, nota rápida</translation>
        </message>
        <message>
            <source>%1, seller</source>
            <translation>%1, equipo de venta</translation>
        </message>
        <message numerus="yes">
            <source>%n more that hangs on it goes along</source>
            <translation>
                <numerusform>%n cosa más que depende de ella va con ella</numerusform>
                <numerusform>%n cosas más que dependen de ella van con ella</numerusform>
            </translation>
        </message>
        <message>
            <source>All received</source>
            <translation>Todo recibido</translation>
        </message>
        <message>
            <source>Choose a value</source>
            <translation>Elige un valor</translation>
        </message>
        <message>
            <source>Customers are being downloaded again. What you saved is safe.</source>
            <translation>Los clientes se están descargando de nuevo. Lo que guardaste está a salvo.</translation>
        </message>
        <message>
            <source>Delivered today</source>
            <translation>Entregado hoy</translation>
        </message>
        <message>
            <source>Downloading again</source>
            <translation>Descargando de nuevo</translation>
        </message>
        <message>
            <source>Everything is sent</source>
            <translation>Todo está enviado</translation>
        </message>
        <message>
            <source>Exchanging with head office</source>
            <translation>Intercambiando con la central</translation>
        </message>
        <message>
            <source>Fix and send again</source>
            <translation>Corregir y volver a enviar</translation>
        </message>
        <message>
            <source>Head office does not know this tablet. What you saved is safe.</source>
            <translation>La central no conoce esta tableta. Lo guardado está a salvo.</translation>
        </message>
        <message>
            <source>It stays here until you have asked</source>
            <translation>Se queda aquí hasta que preguntes</translation>
        </message>
        <message>
            <source>Just now</source>
            <translation>Ahora mismo</translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation>Dejar %1</translation>
        </message>
        <message>
            <source>No open questions</source>
            <translation>Nada pendiente de decidir</translation>
        </message>
        <message>
            <source>Not yet exchanged with head office</source>
            <translation>Aún sin intercambio con la central</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Nothing came back</source>
            <translation>Nada ha vuelto</translation>
        </message>
        <message>
            <source>Nothing is waiting. Head office has every word.</source>
            <translation>Nada espera. La central tiene cada palabra.</translation>
        </message>
        <message>
            <source>Nothing was delivered today yet.</source>
            <translation>Hoy aún no se ha entregado nada.</translation>
        </message>
        <message>
            <source>Nothing was sent back.</source>
            <translation>No se ha devuelto nada.</translation>
        </message>
        <message>
            <source>Nothing yet today</source>
            <translation>Hoy aún nada</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sin conexión</translation>
        </message>
        <message numerus="yes">
            <source>Offline · %n saved here</source>
            <translation>
                <numerusform>Sin conexión · %n guardado aquí</numerusform>
                <numerusform>Sin conexión · %n guardados aquí</numerusform>
            </translation>
        </message>
        <message>
            <source>Offline. Customers are downloaded again later. What you saved is safe.</source>
            <translation>Sin conexión. Los clientes se descargarán de nuevo más tarde. Lo que guardaste está a salvo.</translation>
        </message>
        <message>
            <source>Offline. Everything works, nothing is lost.</source>
            <translation>Sin conexión. Todo funciona y nada se pierde.</translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n days</source>
            <translation>
                <numerusform>El más antiguo, hace %n día</numerusform>
                <numerusform>El más antiguo, hace %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n hours</source>
            <translation>
                <numerusform>El más antiguo, hace %n hora</numerusform>
                <numerusform>El más antiguo, hace %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n minutes</source>
            <translation>
                <numerusform>El más antiguo, hace %n minuto</numerusform>
                <numerusform>El más antiguo, hace %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Online, last sync %1</source>
            <translation>Con conexión, última vez %1</translation>
        </message>
        <message>
            <source>Sent again</source>
            <translation>Enviado otra vez</translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation>Devueltos</translation>
        </message>
        <message>
            <source>Sent back</source>
            <comment>one</comment>
            <translation>Devuelto</translation>
        </message>
        <message>
            <source>Show more, %1 left</source>
            <translation>Mostrar más, quedan %1</translation>
        </message>
        <message>
            <source>Slow connection. Everything works, nothing is lost.</source>
            <translation>Conexión lenta. Todo funciona y nada se pierde.</translation>
        </message>
        <message>
            <source>There is nothing to decide.</source>
            <translation>No hay nada que decidir.</translation>
        </message>
        <message>
            <source>This tablet was copied or put back to an earlier state. It now counts as a tablet of its own and gets everything anew. Nothing saved here is lost, and nothing arrives twice.</source>
            <translation>Esta tableta se copió o volvió a un estado anterior. Ahora cuenta como una tableta propia y lo recibe todo de nuevo. Nada de lo guardado aquí se pierde y nada llega dos veces.</translation>
        </message>
        <message>
            <source>To be asked later</source>
            <translation>Para preguntar luego</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>Por decidir</translation>
        </message>
        <message>
            <source>Two values for one field</source>
            <translation>Dos valores para un dato</translation>
        </message>
        <message>
            <source>Two values, you and %1</source>
            <translation>Dos valores, tú y %1</translation>
        </message>
        <message>
            <source>Waiting to send</source>
            <translation>Por enviar</translation>
        </message>
        <message>
            <source>Which %1 is right?</source>
            <translation>¿Cuál es correcto: %1?</translation>
        </message>
        <message>
            <source>changed in two places</source>
            <translation>cambiado en dos sitios</translation>
        </message>
        <message>
            <source>changed in two places in less than a day</source>
            <translation>cambiado en dos sitios en menos de un día</translation>
        </message>
        <message>
            <source>changed in two places within an hour</source>
            <translation>cambiado en dos sitios en una hora</translation>
        </message>
        <message>
            <source>to be asked later</source>
            <translation>para preguntar luego</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>«%1»</translation>
        </message>
    </context>
    <context>
        <name>TagSheetModel</name>
        <message>
            <source>Tag removed</source>
            <translation>Etiqueta quitada</translation>
        </message>
        <message>
            <source>Tag saved</source>
            <translation>Etiqueta guardada</translation>
        </message>
    </context>
    <context>
        <name>ToastModel</name>
        <message>
            <source>Undone</source>
            <translation>Deshecho</translation>
        </message>
    </context>
    <context>
        <name>TodayModel</name>
        <message numerus="yes">
            <source>%1 in %n days</source>
            <translation>
                <numerusform>%1 en %n día</numerusform>
                <numerusform>%1 en %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 should be used up by now</source>
            <translation>%1 ya se habrá terminado</translation>
        </message>
        <message>
            <source>%1 today</source>
            <translation>%1 hoy</translation>
        </message>
        <message>
            <source>%1 tomorrow</source>
            <translation>%1 mañana</translation>
        </message>
        <message numerus="yes">
            <source>%n d</source>
            <translation>
                <numerusform>%n d</numerusform>
                <numerusform>%n d</numerusform>
            </translation>
        </message>
        <message>
            <source>Back on %1</source>
            <translation>Vuelve: %1</translation>
        </message>
        <message>
            <source>Bought %1, %2</source>
            <translation>Compró %1, %2</translation>
        </message>
        <message>
            <source>Complaint open</source>
            <translation>Reclamación abierta</translation>
        </message>
        <message>
            <source>Complaint open: %1</source>
            <translation>Reclamación abierta: %1</translation>
        </message>
        <message>
            <source>Dismissed</source>
            <translation>Descartado</translation>
        </message>
        <message>
            <source>Done, well looked after</source>
            <translation>Hecho, bien atendido</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Keep in touch</source>
            <translation>Mantener contacto</translation>
        </message>
        <message>
            <source>Left %1 in the web cart, %2</source>
            <translation>Dejó %1 en la web, %2</translation>
        </message>
        <message>
            <source>Left a cart</source>
            <translation>Carrito pendiente</translation>
        </message>
        <message>
            <source>May be the same person as %1</source>
            <translation>Puede ser la misma persona que %1</translation>
        </message>
        <message>
            <source>My follow-ups</source>
            <translation>Mis seguimientos</translation>
        </message>
        <message numerus="yes">
            <source>No contact by you for %n days</source>
            <translation>
                <numerusform>Sin contacto tuyo desde hace %n día</numerusform>
                <numerusform>Sin contacto tuyo desde hace %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is due for this reason.</source>
            <translation>No hay nada por este motivo.</translation>
        </message>
        <message>
            <source>Nothing is due. A good moment to say hello to somebody in your book.</source>
            <translation>No hay nada pendiente. Buen momento para saludar a alguien de tu cartera.</translation>
        </message>
        <message>
            <source>Replenishment</source>
            <translation>Reposición</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>¿La misma persona?</translation>
        </message>
        <message>
            <source>Say thanks</source>
            <translation>Dar las gracias</translation>
        </message>
        <message>
            <source>Special dates</source>
            <translation>Fechas especiales</translation>
        </message>
        <message>
            <source>You have not been in touch yet</source>
            <translation>Aún no has contactado</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>A former seller</source>
            <translation>Alguien que ya no está en el equipo</translation>
        </message>
        <message>
            <source>A service case</source>
            <translation>Un caso de atención</translation>
        </message>
        <message>
            <source>Added to client book</source>
            <translation>Añadido a la cartera</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>An order of theirs</source>
            <translation>Un pedido suyo</translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation>Aniversario</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Otro</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>Cumpleaños</translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation>Por correo</translation>
        </message>
        <message>
            <source>By message</source>
            <translation>Por mensaje</translation>
        </message>
        <message>
            <source>By phone</source>
            <translation>Por teléfono</translation>
        </message>
        <message>
            <source>Child's birthday</source>
            <translation>Cumpleaños de su hijo o hija</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permiso</translation>
        </message>
        <message>
            <source>Contact corrected</source>
            <translation>Contacto corregido</translation>
        </message>
        <message>
            <source>Contact noted</source>
            <translation>Contacto anotado</translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation>Contacto quitado</translation>
        </message>
        <message>
            <source>Contact shown</source>
            <translation>Contacto mostrado</translation>
        </message>
        <message>
            <source>Contact taken back</source>
            <translation>Contacto retirado</translation>
        </message>
        <message>
            <source>Customer without a name</source>
            <translation>Cliente sin nombre</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Día</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisión</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Datos</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo</translation>
        </message>
        <message>
            <source>Expired, ask again</source>
            <translation>Caducado, vuelve a preguntar</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>Mujer</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Seguimiento</translation>
        </message>
        <message>
            <source>Follow-up changed</source>
            <translation>Seguimiento cambiado</translation>
        </message>
        <message>
            <source>Follow-up dismissed</source>
            <translation>Seguimiento descartado</translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation>Seguimiento hecho</translation>
        </message>
        <message>
            <source>Follow-up opened again</source>
            <translation>Seguimiento reabierto</translation>
        </message>
        <message>
            <source>Gold</source>
            <translation>Oro</translation>
        </message>
        <message>
            <source>Head office</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Important date</source>
            <translation>Fecha especial</translation>
        </message>
        <message>
            <source>Important date removed</source>
            <translation>Fecha especial quitada</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importado</translation>
        </message>
        <message>
            <source>In store</source>
            <translation>En tienda</translation>
        </message>
        <message>
            <source>In store %1</source>
            <translation>En la tienda %1</translation>
        </message>
        <message>
            <source>Invitations</source>
            <translation>Invitaciones</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>Hombre</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mes</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nuevo</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Contacto nuevo</translation>
        </message>
        <message>
            <source>New customer</source>
            <translation>Cliente nuevo</translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation>Boletín</translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation>Sin preguntar</translation>
        </message>
        <message>
            <source>Not told</source>
            <translation>Sin decir</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note changed</source>
            <translation>Nota cambiada</translation>
        </message>
        <message>
            <source>Note removed</source>
            <translation>Nota quitada</translation>
        </message>
        <message>
            <source>Offers and news</source>
            <translation>Ofertas y novedades</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Personal advice</source>
            <translation>Consejo personal</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Teléfono</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Llamada</translation>
        </message>
        <message>
            <source>Platinum</source>
            <translation>Platino</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>Correo postal</translation>
        </message>
        <message>
            <source>Preference</source>
            <translation>Gusto</translation>
        </message>
        <message>
            <source>Preference removed</source>
            <translation>Gusto quitado</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Rechazado</translation>
        </message>
        <message>
            <source>Removed from client book</source>
            <translation>Quitado de la cartera</translation>
        </message>
        <message>
            <source>Same loyalty card</source>
            <translation>La misma tarjeta de fidelidad</translation>
        </message>
        <message>
            <source>Same name</source>
            <translation>El mismo nombre</translation>
        </message>
        <message>
            <source>Same person: left apart</source>
            <translation>La misma persona: siguen siendo dos</translation>
        </message>
        <message>
            <source>Same person: one profile</source>
            <translation>La misma persona: un solo perfil</translation>
        </message>
        <message>
            <source>Same person: taken back</source>
            <translation>La misma persona: retirado</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>¿La misma persona?</translation>
        </message>
        <message>
            <source>Same phone or e-mail</source>
            <translation>El mismo teléfono o correo</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>Service desk</source>
            <translation>Atención al cliente</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Firma</translation>
        </message>
        <message>
            <source>Silver</source>
            <translation>Plata</translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation>Red social</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Tag removed</source>
            <translation>Etiqueta quitada</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>Text message</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>The customer</source>
            <translation>El cliente</translation>
        </message>
        <message>
            <source>The customer said so</source>
            <translation>Lo dijo el cliente</translation>
        </message>
        <message>
            <source>They are here in the store</source>
            <translation>Está aquí en la tienda</translation>
        </message>
        <message>
            <source>They are on the phone</source>
            <translation>Está al teléfono</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>Caja</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Waiting for confirmation</source>
            <translation>En espera de confirmación</translation>
        </message>
        <message>
            <source>Web account %1</source>
            <translation>Cuenta web %1</translation>
        </message>
        <message>
            <source>Web shop</source>
            <translation>Web</translation>
        </message>
        <message>
            <source>Wedding</source>
            <translation>Boda</translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation>WhatsApp</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Año</translation>
        </message>
    </context>
</TS>
