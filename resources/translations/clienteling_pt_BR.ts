<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>BookSheet</name>
        <message>
            <source>Client book</source>
            <translation>Carteira</translation>
        </message>
        <message>
            <source>Take out of my book</source>
            <translation>Tirar da minha carteira</translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation>Adicionar à minha carteira</translation>
        </message>
        <message>
            <source>Nobody looks after this customer yet.</source>
            <translation>Ainda ninguém atende este cliente.</translation>
        </message>
        <message>
            <source>I am the primary seller</source>
            <translation>Sou quem atende principalmente</translation>
        </message>
    </context>
    <context>
        <name>Button</name>
        <message>
            <source>Working</source>
            <translation>Trabalhando</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aqui, a caminho da central</translation>
        </message>
    </context>
    <context>
        <name>ConnectionButton</name>
        <message>
            <source>Online</source>
            <translation>Com conexão</translation>
        </message>
        <message>
            <source>Slow connection</source>
            <translation>Conexão lenta</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sem conexão</translation>
        </message>
    </context>
    <context>
        <name>ConsentIcons</name>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
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
            <translation>telefone</translation>
        </message>
        <message>
            <source>%1 allowed</source>
            <extracomment>%1 is e-mail, WhatsApp, text message or phone.</extracomment>
            <translation>%1: permitido</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <extracomment>%1 is e-mail, WhatsApp, text message or phone.</extracomment>
            <translation>%1: recusado</translation>
        </message>
        <message>
            <source>%1 not asked</source>
            <translation>%1: não perguntado</translation>
        </message>
    </context>
    <context>
        <name>ConsentSheet</name>
        <message>
            <source>Consent</source>
            <translation>Permissão</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Para quê</translation>
        </message>
        <message>
            <source>By which means</source>
            <translation>Por qual meio</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sim</translation>
        </message>
        <message>
            <source>The customer says</source>
            <translation>Resposta</translation>
        </message>
        <message>
            <source>Yes, you may</source>
            <translation>Sim, podem</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>No, please do not</source>
            <translation>Não, por favor</translation>
        </message>
    </context>
    <context>
        <name>ContactSheet</name>
        <message>
            <source>Correct contact</source>
            <translation>Corrigir contato</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Novo contato</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Label (work, home ...)</source>
            <translation>Rótulo (trabalho, casa ...)</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
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
            <translation>Carteira</translation>
        </message>
        <message>
            <source>Loyalty tier</source>
            <translation>Nível de fidelidade</translation>
        </message>
        <message>
            <source>Birthday in</source>
            <translation>Faz anos em</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permissão</translation>
        </message>
        <message>
            <source>Only with an open follow-up</source>
            <translation>Só com um retorno em aberto</translation>
        </message>
        <message>
            <source>Look for words in notes only</source>
            <translation>Procurar palavras só nas notas</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Limpar filtros</translation>
        </message>
    </context>
    <context>
        <name>CustomerFilters</name>
        <message>
            <source>My book</source>
            <translation>Minha carteira</translation>
        </message>
        <message>
            <source>Filters, %1 set</source>
            <translation>Filtros, %1 em uso</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtros</translation>
        </message>
        <message>
            <source>Go on writing, %1</source>
            <translation>Continuar escrevendo, %1</translation>
        </message>
        <message>
            <source>Message these</source>
            <translation>Escrever para estas pessoas</translation>
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
            <translation>Nome, telefone, e-mail, cartão</translation>
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
            <translation>A busca não funcionou. Tudo continua lá.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>Nobody in this store. Other stores can be asked once this tablet is online.</source>
            <translation>Ninguém nesta loja. Outras lojas podem ser consultadas quando houver conexão.</translation>
        </message>
        <message>
            <source>Search everyone</source>
            <translation>Buscar em todos</translation>
        </message>
        <message>
            <source>Look in other stores</source>
            <translation>Procurar em outras lojas</translation>
        </message>
    </context>
    <context>
        <name>Customers</name>
        <message>
            <source>Choose a customer to see what is worth knowing.</source>
            <translation>Escolha um cliente para ver o que vale a pena saber.</translation>
        </message>
    </context>
    <context>
        <name>DatePart</name>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mês</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Ano</translation>
        </message>
    </context>
    <context>
        <name>DateSheet</name>
        <message>
            <source>Important date</source>
            <translation>Data especial</translation>
        </message>
        <message>
            <source>What is it?</source>
            <translation>O que é?</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Whose, or what for</source>
            <translation>De quem, ou para quê</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
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
            <translation>Sem conexão. Fica guardado aqui e sai assim que der.</translation>
        </message>
        <message>
            <source>Saved here first, then sent to head office.</source>
            <translation>Fica guardado aqui primeiro e depois vai à central.</translation>
        </message>
    </context>
    <context>
        <name>EnrolDownload</name>
        <message>
            <source>First download</source>
            <translation>Primeiro download</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
    </context>
    <context>
        <name>EnrolForm</name>
        <message>
            <source>Head office's address</source>
            <translation>Endereço da central</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Código de uso único</translation>
        </message>
        <message>
            <source>Passphrase of this tablet</source>
            <translation>Frase secreta deste tablet</translation>
        </message>
        <message>
            <source>At least 12 characters. It is asked at every start; nobody can find it out for you.</source>
            <translation>Pelo menos 12 caracteres. É pedida a cada início; ninguém pode descobri-la por você.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Asking head office</source>
            <translation>Perguntando à central</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Registrar de novo</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Preparar</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Agora não</translation>
        </message>
    </context>
    <context>
        <name>EnrolWords</name>
        <message>
            <source>The download has stopped</source>
            <translation>O download parou</translation>
        </message>
        <message>
            <source>This tablet is locked</source>
            <translation>Este tablet está bloqueado</translation>
        </message>
        <message>
            <source>Enrol this tablet again</source>
            <translation>Registre este tablet de novo</translation>
        </message>
        <message>
            <source>Set up this tablet</source>
            <translation>Prepare este tablet</translation>
        </message>
        <message>
            <source>Fetching your customers</source>
            <translation>Buscando seus clientes</translation>
        </message>
        <message>
            <source>What is here stays here. It goes on where it stopped.</source>
            <translation>O que está aqui fica. Continua de onde parou.</translation>
        </message>
        <message>
            <source>Type its passphrase. Afterwards everybody signs in with their own PIN.</source>
            <translation>Digite a frase secreta. Depois cada pessoa entra com o próprio PIN.</translation>
        </message>
        <message>
            <source>IT or head office gives you an address and a code for this store. The code works once.</source>
            <translation>A TI ou a central dá a você um endereço e um código para esta loja. O código vale uma vez.</translation>
        </message>
        <message>
            <source>You can switch the tablet off: it goes on where it stopped.</source>
            <translation>Você pode desligar o tablet: continua de onde parou.</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Clear %1</source>
            <translation>Limpar %1</translation>
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
            <translation>Toque para guardar</translation>
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
            <translation>Mudar retorno</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Retorno</translation>
        </message>
        <message>
            <source>What is to be done</source>
            <translation>O que deve ser feito</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Amanhã</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>Em uma semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>Em um mês</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Who does it</source>
            <translation>Quem faz</translation>
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
            <translation>Boas-vindas</translation>
        </message>
        <message>
            <source>Choose how we may reach you, and what for. What you leave open stays forbidden.</source>
            <translation>Escolha como podemos falar com você e para quê. O que você não marcar fica proibido.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <source>Save nothing and give it back</source>
            <translation>Não salvar nada e devolver</translation>
        </message>
        <message>
            <source>Give it back, save only what I refuse</source>
            <translation>Devolver e salvar só o que recuso</translation>
        </message>
        <message>
            <source>Change nothing and give it back</source>
            <translation>Não mudar nada e devolver</translation>
        </message>
    </context>
    <context>
        <name>HandOverForm</name>
        <message>
            <source>Who you are</source>
            <translation>Seus dados</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Seu nome</translation>
        </message>
        <message>
            <source>Your phone number, if you like</source>
            <translation>Seu telefone, se quiser</translation>
        </message>
        <message>
            <source>Your e-mail address, if you like</source>
            <translation>Seu e-mail, se quiser</translation>
        </message>
        <message>
            <source>Your birthday, if you like (the year may stay open)</source>
            <translation>Seu aniversário, se quiser (o ano pode ficar em aberto)</translation>
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
            <translation>Sua assinatura</translation>
        </message>
        <message>
            <source>Your signature, drawn</source>
            <translation>Sua assinatura, desenhada</translation>
        </message>
        <message>
            <source>Your signature, empty</source>
            <translation>Sua assinatura, vazia</translation>
        </message>
        <message>
            <source>Sign again</source>
            <translation>Assinar de novo</translation>
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
            <translation>Licenças</translation>
        </message>
    </context>
    <context>
        <name>LookupPerson</name>
        <message>
            <source>Add to my book</source>
            <translation>Adicionar à minha carteira</translation>
        </message>
        <message>
            <source>Add to my book: %1</source>
            <translation>Adicionar à minha carteira: %1</translation>
        </message>
    </context>
    <context>
        <name>LookupSheet</name>
        <message>
            <source>Look in other stores</source>
            <translation>Procurar em outras lojas</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Procurar</translation>
        </message>
        <message>
            <source>Head office looks for exactly this, and writes down that you asked and why.</source>
            <translation>A central procura exatamente isto e anota que você perguntou e por quê.</translation>
        </message>
        <message>
            <source>Why do you ask?</source>
            <translation>Por que você pergunta?</translation>
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
            <translation>São duas pessoas</translation>
        </message>
        <message>
            <source>Not sure: leave them</source>
            <translation>Não é certo: deixar assim</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Outra pessoa</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Desfazer o pedido</translation>
        </message>
    </context>
    <context>
        <name>MergeSheet</name>
        <message>
            <source>One person, or two?</source>
            <translation>Uma pessoa ou duas?</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>A mesma pessoa?</translation>
        </message>
        <message>
            <source>Ask a manager</source>
            <translation>Perguntar à gerência</translation>
        </message>
        <message>
            <source>One profile</source>
            <translation>Um só perfil</translation>
        </message>
        <message>
            <source>Name, phone, e-mail or card</source>
            <translation>Nome, telefone, e-mail ou cartão</translation>
        </message>
        <message>
            <source>Tap who is the same person.</source>
            <translation>Toque em quem é a mesma pessoa.</translation>
        </message>
        <message>
            <source>These look alike. Tap who is the same person, or search.</source>
            <translation>Estes são parecidos. Toque em quem é a mesma pessoa, ou busque.</translation>
        </message>
        <message>
            <source>No one by that name yet</source>
            <translation>Ainda não há ninguém com esse nome</translation>
        </message>
        <message>
            <source>Search for the other profile.</source>
            <translation>Busque o outro perfil.</translation>
        </message>
        <message>
            <source>Choose whose profile stays. All of the other one goes there, a no stays a no. There is no way back.</source>
            <translation>Escolha qual perfil fica. Tudo do outro passa para ele, e um não continua sendo um não. Não dá para desfazer.</translation>
        </message>
    </context>
    <context>
        <name>MergeWhy</name>
        <message>
            <source>Why do you think so?</source>
            <translation>Por que você acha isso?</translation>
        </message>
        <message>
            <source>In your words, if it helps to decide</source>
            <translation>Com suas palavras, se ajudar a decidir</translation>
        </message>
    </context>
    <context>
        <name>MessagingDone</name>
        <message>
            <source>Left out</source>
            <translation>Ficaram de fora</translation>
        </message>
        <message>
            <source>Not sent to %1 after all</source>
            <translation>Afinal não foi enviado para %1</translation>
        </message>
        <message>
            <source>Try those again whose hour it was not</source>
            <translation>Tentar de novo quem estava fora do horário</translation>
        </message>
    </context>
    <context>
        <name>MessagingPeople</name>
        <message>
            <source>To whom</source>
            <translation>Para quem</translation>
        </message>
        <message>
            <source>All or nobody</source>
            <translation>Todos ou ninguém</translation>
        </message>
        <message>
            <source>Show more, %1 left</source>
            <translation>Mostrar mais, faltam %1</translation>
        </message>
    </context>
    <context>
        <name>MessagingPerson</name>
        <message>
            <source>%1, would be left out: %2</source>
            <translation>%1, ficaria de fora: %2</translation>
        </message>
        <message>
            <source>Would be left out: %1</source>
            <translation>Ficaria de fora: %1</translation>
        </message>
    </context>
    <context>
        <name>MessagingSheet</name>
        <message>
            <source>All had their turn</source>
            <translation>Não falta mais ninguém</translation>
        </message>
        <message>
            <source>Message these customers</source>
            <translation>Escrever para estes clientes</translation>
        </message>
        <message>
            <source>Sent, next</source>
            <translation>Enviado, próximo</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Começar</translation>
        </message>
    </context>
    <context>
        <name>MessagingText</name>
        <message>
            <source>What you write</source>
            <translation>O que você escreve</translation>
        </message>
        <message>
            <source>The words below are filled in for each customer</source>
            <translation>As palavras abaixo são preenchidas para cada cliente</translation>
        </message>
        <message>
            <source>Fill in: %1</source>
            <translation>Inserir: %1</translation>
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
            <translation>Copie o número ou endereço, depois o texto, e envie como sempre. Depois, avise aqui.</translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation>Copiar o texto</translation>
        </message>
        <message>
            <source>Not sent to %1 after all</source>
            <translation>Afinal não foi enviado para %1</translation>
        </message>
        <message>
            <source>Leave out, next</source>
            <translation>Deixar de fora, próximo</translation>
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
            <translation>Seções</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>New</source>
            <extracomment>The section that adds a new customer.</extracomment>
            <translation>Novo</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Sincronizar</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Loja</translation>
        </message>
    </context>
    <context>
        <name>NewCustomer</name>
        <message>
            <source>New customer</source>
            <translation>Novo cliente</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Let the customer fill it in</source>
            <translation>Deixar o cliente preencher</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerConsents</name>
        <message>
            <source>May we send you offers and news?</source>
            <translation>Podemos enviar ofertas e novidades?</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sim</translation>
        </message>
        <message>
            <source>%1: yes</source>
            <translation>%1: sim</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>%1: no</source>
            <translation>%1: não</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerContact</name>
        <message>
            <source>Name, as they give it</source>
            <translation>Nome, como a pessoa disser</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerDuplicate</name>
        <message>
            <source>It is this one</source>
            <translation>É esta pessoa</translation>
        </message>
        <message>
            <source>It is this one: %1</source>
            <translation>É esta pessoa: %1</translation>
        </message>
        <message>
            <source>Not this one: %1</source>
            <translation>Não é esta pessoa: %1</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerForm</name>
        <message>
            <source>Let the customer fill it in</source>
            <translation>Deixar o cliente preencher</translation>
        </message>
        <message>
            <source>Add to my book</source>
            <translation>Adicionar à minha carteira</translation>
        </message>
        <message>
            <source>Empty the form</source>
            <translation>Limpar o formulário</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerLikely</name>
        <message>
            <source>Is it one of these?</source>
            <translation>É uma destas pessoas?</translation>
        </message>
        <message>
            <source>Nobody like this yet</source>
            <translation>Ainda não há ninguém assim</translation>
        </message>
        <message>
            <source>While you type, customers we already know appear here.</source>
            <translation>Enquanto você digita, os clientes que já conhecemos aparecem aqui.</translation>
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
            <translation>Aniversário (o ano pode ficar em aberto)</translation>
        </message>
    </context>
    <context>
        <name>NoteEditSheet</name>
        <message>
            <source>Change the words</source>
            <translation>Mudar as palavras</translation>
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
            <translation>Da sua nota</translation>
        </message>
        <message>
            <source>Ticked ones are saved too. Tap to change.</source>
            <translation>Os marcados são guardados. Toque para mudar.</translation>
        </message>
    </context>
    <context>
        <name>NoteReminderMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation>Amanhã</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>Em uma semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>Em um mês</translation>
        </message>
        <message>
            <source>No reminder</source>
            <translation>Sem lembrete</translation>
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
            <translation>O que foi dito, com as mesmas palavras</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Remind me</source>
            <translation>Lembrar-me</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Quem vê</translation>
        </message>
    </context>
    <context>
        <name>PinDots</name>
        <message>
            <source>%1 of %2 digits</source>
            <extracomment>%1 digits of a PIN that has %2.</extracomment>
            <translation>%1 de %2 dígitos</translation>
        </message>
    </context>
    <context>
        <name>PinHelpSheet</name>
        <message>
            <source>With my company account</source>
            <translation>Com minha conta da empresa</translation>
        </message>
        <message>
            <source>This screen goes on by itself once you have signed in.</source>
            <translation>Esta tela continua sozinha assim que você se identificar.</translation>
        </message>
    </context>
    <context>
        <name>PinNoticeSheet</name>
        <message>
            <source>Your PIN was set anew</source>
            <translation>Seu PIN foi trocado</translation>
        </message>
        <message>
            <source>That was me</source>
            <translation>Fui eu</translation>
        </message>
        <message>
            <source>Who knows your PIN can act in your name. If it was not you who chose it, tell head office at once.</source>
            <translation>Quem sabe seu PIN pode agir em seu nome. Se não foi você quem o escolheu, avise a central imediatamente.</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>Delete the last digit</source>
            <translation>Apagar o último dígito</translation>
        </message>
    </context>
    <context>
        <name>PreferenceSheet</name>
        <message>
            <source>Preference</source>
            <translation>Gosto</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>What is it about?</source>
            <translation>Do que se trata?</translation>
        </message>
        <message>
            <source>Choose one</source>
            <translation>Escolha um</translation>
        </message>
        <message>
            <source>Head office has not said yet which preferences are kept. A quick note keeps the words meanwhile.</source>
            <translation>A central ainda não disse quais gostos são guardados. Enquanto isso, uma nota rápida guarda as palavras.</translation>
        </message>
        <message>
            <source>Tap to save</source>
            <translation>Toque para guardar</translation>
        </message>
        <message>
            <source>Something else</source>
            <translation>Outra coisa</translation>
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
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>Open the joined profile</source>
            <translation>Abrir o perfil unido</translation>
        </message>
        <message>
            <source>Back to the customers</source>
            <translation>Voltar aos clientes</translation>
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
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Retorno</translation>
        </message>
        <message>
            <source>More to add</source>
            <translation>Mais a adicionar</translation>
        </message>
    </context>
    <context>
        <name>ProfileBack</name>
        <message>
            <source>Back to the customers</source>
            <translation>Voltar aos clientes</translation>
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
            <translation>Gostos</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Add a preference</source>
            <translation>Adicionar um gosto</translation>
        </message>
        <message>
            <source>%1 more</source>
            <translation>Mais %1</translation>
        </message>
        <message>
            <source>No sizes or tastes yet. Ask for one today.</source>
            <translation>Ainda não há tamanhos nem gostos. Pergunte um hoje.</translation>
        </message>
    </context>
    <context>
        <name>ProfileCloset</name>
        <message>
            <source>Closet</source>
            <translation>Closet</translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation>Ainda nada nosso. A primeira compra ficará aqui.</translation>
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
            <translation>Closet</translation>
        </message>
        <message>
            <source>Closet, %1</source>
            <translation>Closet, %1</translation>
        </message>
        <message>
            <source>Nothing from us yet. The first purchase will stand here.</source>
            <translation>Ainda nada nosso. A primeira compra ficará aqui.</translation>
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
            <translation>Guardado aqui, a caminho da central</translation>
        </message>
    </context>
    <context>
        <name>ProfileConsents</name>
        <message>
            <source>Consents</source>
            <translation>Permissões</translation>
        </message>
        <message>
            <source>Record an answer</source>
            <translation>Registrar uma resposta</translation>
        </message>
        <message>
            <source>Hand the tablet to the customer</source>
            <translation>Entregar o tablet ao cliente</translation>
        </message>
        <message>
            <source>A no counts at once, on every channel it was said for. Every answer stays in the history.</source>
            <translation>Um não vale na hora, em cada canal para o qual foi dito. Cada resposta fica no histórico.</translation>
        </message>
    </context>
    <context>
        <name>ProfileDates</name>
        <message>
            <source>Important dates</source>
            <translation>Datas especiais</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Add an important date</source>
            <translation>Adicionar uma data especial</translation>
        </message>
        <message>
            <source>No date yet. A birthday is a good reason to call.</source>
            <translation>Ainda não há datas. Um aniversário é um bom motivo para ligar.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Pessoas</translation>
        </message>
        <message>
            <source>Nobody around this customer is known yet.</source>
            <translation>Ainda não se conhece ninguém próximo.</translation>
        </message>
        <message>
            <source>Write it in a note</source>
            <translation>Escrever em uma nota</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>em %n dia</numerusform>
                <numerusform>em %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoje</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>amanhã</translation>
        </message>
    </context>
    <context>
        <name>ProfileDetail</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aqui, a caminho da central</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>A decidir</translation>
        </message>
    </context>
    <context>
        <name>ProfileDetails</name>
        <message>
            <source>Contact</source>
            <translation>Contato</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Add a phone, e-mail or address</source>
            <translation>Adicionar telefone, e-mail ou endereço</translation>
        </message>
        <message>
            <source>No way to reach this customer is known yet.</source>
            <translation>Ainda não se sabe como contatar este cliente.</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Pessoa</translation>
        </message>
        <message>
            <source>Not known yet</source>
            <translation>Ainda não se sabe</translation>
        </message>
        <message>
            <source>Client book</source>
            <translation>Carteira</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Mudar</translation>
        </message>
        <message>
            <source>Change the client book</source>
            <translation>Mudar a carteira</translation>
        </message>
        <message>
            <source>In nobody's client book yet.</source>
            <translation>Ainda não está em nenhuma carteira.</translation>
        </message>
        <message>
            <source>Loyalty</source>
            <translation>Fidelidade</translation>
        </message>
        <message>
            <source>Not a member of the loyalty programme.</source>
            <translation>Não participa do programa de fidelidade.</translation>
        </message>
        <message>
            <source>Numbers and accounts</source>
            <translation>Números e contas</translation>
        </message>
        <message>
            <source>No source has given this customer a number.</source>
            <translation>Nenhum sistema deu um número a este cliente.</translation>
        </message>
        <message>
            <source>%1 points to %2</source>
            <translation>%1 pontos para %2</translation>
        </message>
        <message>
            <source>Also looks after</source>
            <translation>Também atende</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Cartão</translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation>Para %1</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Retorno</translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation>Manter %1</translation>
        </message>
        <message>
            <source>Late since %1</source>
            <translation>Atrasado desde %1</translation>
        </message>
        <message>
            <source>Next tier</source>
            <translation>Próximo nível</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Pontos</translation>
        </message>
        <message>
            <source>Primary seller</source>
            <translation>Quem atende</translation>
        </message>
        <message>
            <source>Programme</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Take %1</source>
            <translation>Aceitar %1</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Válido até</translation>
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
            <translation>Expandido</translation>
        </message>
    </context>
    <context>
        <name>ProfileEventWords</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aqui, a caminho da central</translation>
        </message>
        <message>
            <source>Change the words</source>
            <translation>Mudar as palavras</translation>
        </message>
    </context>
    <context>
        <name>ProfileFilters</name>
        <message>
            <source>Show everything</source>
            <translation>Ver tudo</translation>
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
            <translation>Em resumo</translation>
        </message>
        <message>
            <source>Nothing stands out yet. What you learn today will stand here.</source>
            <translation>Nada se destaca ainda. O que você souber hoje ficará aqui.</translation>
        </message>
    </context>
    <context>
        <name>ProfileGroup</name>
        <message>
            <source>Add: %1</source>
            <translation>Adicionar: %1</translation>
        </message>
    </context>
    <context>
        <name>ProfileHeader</name>
        <message>
            <source>%1 to decide</source>
            <translation>%1 a decidir</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Resumo</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Closet</source>
            <translation>Closet</translation>
        </message>
        <message>
            <source>Preferences</source>
            <comment>tab</comment>
            <translation>Gostos</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Datas</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>Permissões</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dados</translation>
        </message>
    </context>
    <context>
        <name>ProfileLatest</name>
        <message>
            <source>Timeline</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Nothing has happened yet. A first note begins the story.</source>
            <translation>Nada aconteceu ainda. Uma primeira nota começa a história.</translation>
        </message>
    </context>
    <context>
        <name>ProfileMenu</name>
        <message>
            <source>Preference or size</source>
            <translation>Gosto ou tamanho</translation>
        </message>
        <message>
            <source>Important date</source>
            <translation>Data especial</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permissão</translation>
        </message>
        <message>
            <source>Phone, e-mail or address</source>
            <translation>Telefone, e-mail ou endereço</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Client book</source>
            <translation>Carteira</translation>
        </message>
        <message>
            <source>Add to my client book</source>
            <translation>Adicionar à minha carteira</translation>
        </message>
        <message>
            <source>Same person as …</source>
            <translation>A mesma pessoa que…</translation>
        </message>
    </context>
    <context>
        <name>ProfileMessage</name>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Note the contact</source>
            <translation>Anotar o contato</translation>
        </message>
        <message>
            <source>Tap a number or address to copy it; one that is masked is shown first. When you have written or called, note it here.</source>
            <translation>Toque em um número ou endereço para copiá-lo; se estiver oculto, primeiro ele é mostrado. Depois de escrever ou ligar, anote aqui.</translation>
        </message>
        <message>
            <source>What it was about</source>
            <translation>Do que se tratava</translation>
        </message>
        <message>
            <source>In a few words, if you like</source>
            <translation>Em poucas palavras, se quiser</translation>
        </message>
        <message>
            <source>Allowed so long ago that it no longer counts. Ask again.</source>
            <translation>Permitido há tanto tempo que já não vale. Pergunte de novo.</translation>
        </message>
        <message>
            <source>Allowed, but no e-mail address is known.</source>
            <translation>Permitido, mas não se conhece nenhum e-mail.</translation>
        </message>
        <message>
            <source>Allowed, but no phone number is known.</source>
            <translation>Permitido, mas não se conhece nenhum telefone.</translation>
        </message>
        <message>
            <source>Allowed, but no postal address is known.</source>
            <translation>Permitido, mas não se conhece nenhum endereço postal.</translation>
        </message>
        <message>
            <source>Allowed, but only others may see it. Ask your store manager.</source>
            <translation>Permitido, mas só outras pessoas podem ver. Fale com o gerente da loja.</translation>
        </message>
        <message>
            <source>Allowed, but the customer has not confirmed it yet.</source>
            <translation>Permitido, mas o cliente ainda não confirmou.</translation>
        </message>
        <message>
            <source>Call noted</source>
            <translation>Ligação anotada</translation>
        </message>
        <message>
            <source>Contacted often lately, by you or others. Wait a few days.</source>
            <translation>Contatado muitas vezes ultimamente, por você ou por outros. Espere alguns dias.</translation>
        </message>
        <message>
            <source>Message noted</source>
            <translation>Mensagem anotada</translation>
        </message>
        <message>
            <source>Not asked yet. Ask first, then write.</source>
            <translation>Ainda não perguntado. Pergunte antes, depois escreva.</translation>
        </message>
        <message>
            <source>Not now: where the customer lives it is too early, too late or a rest day.</source>
            <translation>Agora não: onde o cliente mora é cedo demais, tarde demais ou dia de descanso.</translation>
        </message>
        <message>
            <source>Not to be contacted: head office has closed an address or number of this profile.</source>
            <translation>Não contatar: a central bloqueou um endereço ou número deste perfil.</translation>
        </message>
        <message>
            <source>Refused.</source>
            <translation>Recusado.</translation>
        </message>
        <message>
            <source>Refused: %1</source>
            <translation>Recusado: %1</translation>
        </message>
    </context>
    <context>
        <name>ProfilePast</name>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aqui, a caminho da central</translation>
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
            <translation>Registrar uma resposta</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Mudar</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
    </context>
    <context>
        <name>ProfilePreferences</name>
        <message>
            <source>Head office has not said yet which preferences are worth knowing.</source>
            <translation>A central ainda não disse quais gostos vale a pena saber.</translation>
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
            <translation>%1: qual está certo?</translation>
        </message>
    </context>
    <context>
        <name>ProfileProposals</name>
        <message>
            <source>To decide</source>
            <translation>A decidir</translation>
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
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Adicionar uma etiqueta</translation>
        </message>
        <message>
            <source>No tags yet.</source>
            <translation>Ainda não há etiquetas.</translation>
        </message>
    </context>
    <context>
        <name>ProfileTasks</name>
        <message>
            <source>Open follow-ups</source>
            <translation>Retornos em aberto</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Add a follow-up</source>
            <translation>Adicionar um retorno</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>Feito: %1</translation>
        </message>
        <message>
            <source>Nothing is open.</source>
            <translation>Não há nada em aberto.</translation>
        </message>
    </context>
    <context>
        <name>ProfileTimeline</name>
        <message>
            <source>Timeline</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Cart and wishes</source>
            <translation>Carrinho e desejos</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contato</translation>
        </message>
        <message>
            <source>Contact taken back</source>
            <translation>Contato retirado</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tudo</translation>
        </message>
        <message>
            <source>Follow-ups</source>
            <translation>Retornos</translation>
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
            <translation>Nada aconteceu ainda. Uma primeira nota começa a história.</translation>
        </message>
        <message>
            <source>Nothing of this kind so far.</source>
            <translation>Por enquanto, nada deste tipo.</translation>
        </message>
        <message>
            <source>Purchases</source>
            <translation>Compras</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
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
            <translation>Perguntar e registrar a resposta</translation>
        </message>
        <message>
            <source>%1: ask and record the answer</source>
            <translation>%1: perguntar e registrar a resposta</translation>
        </message>
    </context>
    <context>
        <name>ProgressBar</name>
        <message>
            <source>Progress</source>
            <translation>Progresso</translation>
        </message>
        <message>
            <source>%1, %2 percent</source>
            <translation>%1, %2 por cento</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Seller %1</source>
            <translation>Atende %1</translation>
        </message>
    </context>
    <context>
        <name>RailButton</name>
        <message>
            <source>%1, %2 waiting</source>
            <translation>%1, %2 em espera</translation>
        </message>
    </context>
    <context>
        <name>RevealSheet</name>
        <message>
            <source>Your PIN, please</source>
            <translation>Seu PIN, por favor</translation>
        </message>
        <message>
            <source>You have shown many contacts within an hour. Type your PIN to go on.</source>
            <translation>Você mostrou muitos contatos em uma hora. Digite seu PIN para continuar.</translation>
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
            <translation>Limpar a busca</translation>
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
            <translation>Passar para outra pessoa</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aparência</translation>
        </message>
        <message>
            <source>Dark colours</source>
            <translation>Cores escuras</translation>
        </message>
        <message>
            <source>Reduce motion</source>
            <translation>Menos movimento</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Tamanho do texto</translation>
        </message>
    </context>
    <context>
        <name>SettingsAbout</name>
        <message>
            <source>About</source>
            <translation>Sobre</translation>
        </message>
        <message>
            <source>Clienteling %1, Apache License 2.0</source>
            <translation>Clienteling %1, licença Apache 2.0</translation>
        </message>
        <message>
            <source>Typeface Manrope, SIL Open Font License 1.1. Icons Phosphor, MIT. Qt for Python, LGPL 3.</source>
            <translation>Fonte Manrope, SIL Open Font License 1.1. Ícones Phosphor, MIT. Qt for Python, LGPL 3.</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Licenças</translation>
        </message>
    </context>
    <context>
        <name>SettingsLock</name>
        <message>
            <source>Lock</source>
            <translation>Bloqueio</translation>
        </message>
        <message>
            <source>Lock when nobody has touched the tablet for</source>
            <translation>Bloquear quando ninguém tocou no tablet por</translation>
        </message>
    </context>
    <context>
        <name>SettingsPin</name>
        <message>
            <source>Your PIN was set anew</source>
            <translation>Seu PIN foi trocado</translation>
        </message>
        <message>
            <source>If one of these was not you, tell head office at once.</source>
            <translation>Se alguma dessas trocas não foi feita por você, avise a central imediatamente.</translation>
        </message>
    </context>
    <context>
        <name>SettingsSupport</name>
        <message>
            <source>When something is wrong</source>
            <translation>Quando algo não vai bem</translation>
        </message>
        <message>
            <source>Send everything again</source>
            <translation>Enviar tudo de novo</translation>
        </message>
        <message>
            <source>Download the customers again</source>
            <translation>Baixar os clientes de novo</translation>
        </message>
        <message>
            <source>Save what was sent back</source>
            <translation>Salvar o que foi devolvido</translation>
        </message>
        <message>
            <source>Save a file for support</source>
            <translation>Salvar um arquivo para o suporte</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>SignInPin</name>
        <message>
            <source>One moment, the tablet is being opened.</source>
            <translation>Um momento, o tablet está sendo aberto.</translation>
        </message>
        <message>
            <source>No PIN, or forgotten?</source>
            <translation>Sem PIN, ou esqueceu?</translation>
        </message>
    </context>
    <context>
        <name>SignInTile</name>
        <message>
            <source>Demo PIN %1</source>
            <translation>PIN de demonstração %1</translation>
        </message>
    </context>
    <context>
        <name>SignInTiles</name>
        <message>
            <source>Head office has not named any sellers for this store yet.</source>
            <translation>A central ainda não cadastrou ninguém nesta loja.</translation>
        </message>
        <message>
            <source>The names of the sellers could not be read.</source>
            <translation>Não foi possível ler os nomes da equipe.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>Sellers</source>
            <translation>Equipe de vendas</translation>
        </message>
    </context>
    <context>
        <name>Skeleton</name>
        <message>
            <source>Loading</source>
            <translation>Carregando</translation>
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
            <translation>Perguntar depois</translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation>Abrir perfil</translation>
        </message>
        <message>
            <source>The other value stays in the history.</source>
            <translation>O outro valor fica no histórico.</translation>
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
            <translation>Voltar a Sincronizar</translation>
        </message>
    </context>
    <context>
        <name>SyncCentre</name>
        <message>
            <source>What is waiting could not be read. Nothing is lost.</source>
            <translation>Não foi possível ler o que está em espera. Nada se perdeu.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
    </context>
    <context>
        <name>SyncConflict</name>
        <message>
            <source>Your tablet</source>
            <translation>Seu tablet</translation>
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
            <translation>Trocando dados com a central</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Sincronizar agora</translation>
        </message>
    </context>
    <context>
        <name>SyncItems</name>
        <message>
            <source>Next</source>
            <translation>A seguir</translation>
        </message>
    </context>
    <context>
        <name>SyncNotice</name>
        <message>
            <source>Understood</source>
            <translation>Entendi</translation>
        </message>
    </context>
    <context>
        <name>SyncRejectedActions</name>
        <message>
            <source>Fix and send again</source>
            <translation>Corrigir e enviar de novo</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>Open profile</source>
            <translation>Abrir perfil</translation>
        </message>
        <message>
            <source>Save all as a file</source>
            <translation>Salvar tudo em um arquivo</translation>
        </message>
    </context>
    <context>
        <name>SyncUnknown</name>
        <message>
            <source>Enrol it again with a new code from IT or head office. Nothing saved here is lost.</source>
            <translation>Registre-o de novo com outro código da TI ou da central. Nada do que foi salvo aqui se perde.</translation>
        </message>
        <message>
            <source>Enrol again</source>
            <translation>Registrar de novo</translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message>
            <source>Tabs</source>
            <translation>Abas</translation>
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
            <translation>Nova etiqueta</translation>
        </message>
        <message>
            <source>Already there. Tap one to take it away.</source>
            <translation>Já estão. Toque em uma para tirar.</translation>
        </message>
        <message>
            <source>Take away: %1</source>
            <translation>Tirar: %1</translation>
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
            <translation>Desfazer</translation>
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
            <translation>Não foi possível ler o que há para hoje. Nada se perdeu.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
    </context>
    <context>
        <name>TodayHeader</name>
        <message>
            <source>Overdue</source>
            <translation>Atrasados</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation>Próximos 7 dias</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contato</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Compra</translation>
        </message>
        <message>
            <source>Consents</source>
            <translation>Permissões</translation>
        </message>
    </context>
    <context>
        <name>TodayMenu</name>
        <message>
            <source>Tomorrow</source>
            <translation>Amanhã</translation>
        </message>
        <message>
            <source>In a week</source>
            <translation>Em uma semana</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>Em um mês</translation>
        </message>
        <message>
            <source>Not needed any more</source>
            <translation>Não é mais necessário</translation>
        </message>
        <message>
            <source>Somebody else looks after it</source>
            <translation>Outra pessoa cuida disso</translation>
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
            <translation>Não é necessário</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Amanhã</translation>
        </message>
    </context>
    <context>
        <name>TodayTask</name>
        <message>
            <source>Purchase %1 · Contact %2</source>
            <translation>Compra %1 · Contato %2</translation>
        </message>
        <message>
            <source>%1, %2, last purchase %3, last contact %4, %5</source>
            <translation>%1, %2, última compra %3, último contato %4, %5</translation>
        </message>
        <message>
            <source>Done: %1</source>
            <translation>Feito: %1</translation>
        </message>
    </context>
    <context>
        <name>TodayTasks</name>
        <message>
            <source>To do</source>
            <translation>A fazer</translation>
        </message>
        <message>
            <source>Fold the next 7 days</source>
            <translation>Recolher os próximos 7 dias</translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation>Próximos 7 dias</translation>
        </message>
    </context>
    <context>
        <name>TodayTitle</name>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Find customer</source>
            <translation>Buscar cliente</translation>
        </message>
        <message>
            <source>Seller %1, settings</source>
            <translation>Atende %1, ajustes</translation>
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
            <translation>Visitas</translation>
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
            <translation>O aplicativo não consegue iniciar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>AppContext</name>
        <message>
            <source>That did not work. Nothing you typed is lost. Please try again.</source>
            <translation>Não funcionou. Nada do que você digitou se perdeu. Tente de novo.</translation>
        </message>
    </context>
    <context>
        <name>BookSheetModel</name>
        <message>
            <source>Added to your client book</source>
            <translation>Adicionado à sua carteira</translation>
        </message>
        <message>
            <source>Taken out of your client book</source>
            <translation>Removido da sua carteira</translation>
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
            <translation>%1: recusado</translation>
        </message>
        <message>
            <source>%1: to be confirmed by the customer</source>
            <translation>%1: falta o cliente confirmar</translation>
        </message>
        <message>
            <source>Choose what the customer said: yes or no.</source>
            <translation>Escolha o que foi dito: sim ou não.</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Agora: %1</translation>
        </message>
    </context>
    <context>
        <name>ContactSheetModel</name>
        <message>
            <source>%1 corrected</source>
            <translation>%1: corrigido</translation>
        </message>
        <message>
            <source>%1 saved</source>
            <translation>%1: guardado</translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation>Contato removido</translation>
        </message>
    </context>
    <context>
        <name>CustomersModel</name>
        <message>
            <source>%1 of %2 in my book</source>
            <translation>%1 de %2 na minha carteira</translation>
        </message>
        <message>
            <source>%1 of %2 in the store book</source>
            <translation>%1 de %2 na carteira da loja</translation>
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
            <translation>Qualquer permissão</translation>
        </message>
        <message>
            <source>Any month</source>
            <translation>Qualquer mês</translation>
        </message>
        <message>
            <source>Any tier</source>
            <translation>Qualquer nível</translation>
        </message>
        <message>
            <source>E-mail allowed</source>
            <translation>E-mail permitido</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>My book</source>
            <translation>Minha carteira</translation>
        </message>
        <message>
            <source>No one by that name yet</source>
            <translation>Ainda não há ninguém com esse nome</translation>
        </message>
        <message>
            <source>No one fits these filters</source>
            <translation>Ninguém se encaixa nestes filtros</translation>
        </message>
        <message>
            <source>Nobody in this store is known by this</source>
            <translation>Nesta loja ninguém é conhecido por isto</translation>
        </message>
        <message>
            <source>Note: “%1”</source>
            <translation>Nota: “%1”</translation>
        </message>
        <message>
            <source>Phone allowed</source>
            <translation>Telefone permitido</translation>
        </message>
        <message>
            <source>Store book</source>
            <translation>Carteira da loja</translation>
        </message>
        <message>
            <source>Text messages allowed</source>
            <translation>SMS permitido</translation>
        </message>
        <message>
            <source>There are no customers on this tablet yet</source>
            <translation>Ainda não há clientes neste tablet</translation>
        </message>
        <message>
            <source>WhatsApp allowed</source>
            <translation>WhatsApp permitido</translation>
        </message>
        <message>
            <source>Your client book is empty so far</source>
            <translation>Sua carteira ainda está vazia</translation>
        </message>
        <message>
            <source>bought %1</source>
            <translation>comprou %1</translation>
        </message>
        <message>
            <source>no purchase yet</source>
            <translation>ainda sem compras</translation>
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
            <translation>Data removida</translation>
        </message>
        <message>
            <source>There is no such day. Check day and month; the year may stay open.</source>
            <translation>Esse dia não existe. Verifique dia e mês; o ano pode ficar em aberto.</translation>
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
                <numerusform>faltam %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Head office does not know this tablet any more. IT or head office gives you a new code for this store. Customers, PINs and everything saved here stay.</source>
            <translation>A central não conhece mais este tablet. A TI ou a central dá a você um novo código para esta loja. Os clientes, os PINs e tudo o que foi salvo aqui continuam.</translation>
        </message>
        <message>
            <source>Head office has locked this tablet out, so its customers were deleted here. What was not sent yet is kept sealed for head office. Set it up again with a new code.</source>
            <translation>A central bloqueou este tablet, por isso os clientes foram apagados aqui. O que ainda não tinha sido enviado fica lacrado para a central. Configure-o de novo com outro código.</translation>
        </message>
        <message>
            <source>Head office is preparing the download</source>
            <translation>A central prepara o download</translation>
        </message>
        <message>
            <source>This tablet was out of touch for a week, so its customers were deleted here. What was not sent yet is kept sealed for head office. Set it up again with a new code.</source>
            <translation>Este tablet ficou uma semana sem contato, por isso os clientes foram apagados aqui. O que ainda não tinha sido enviado fica lacrado para a central. Configure-o de novo com outro código.</translation>
        </message>
        <message>
            <source>Type head office's address. IT has it.</source>
            <translation>Digite o endereço da central. A TI o tem.</translation>
        </message>
        <message>
            <source>Type the one-time code for this tablet.</source>
            <translation>Digite o código deste tablet.</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>falta menos de um minuto</translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 e mais %n</numerusform>
                <numerusform>%1 e mais %n</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>what was bought, price</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1, dissatisfied (%2 of 10)</source>
            <translation>%1, insatisfação (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, not fully satisfied (%2 of 10)</source>
            <translation>%1, satisfação parcial (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, satisfied (%2 of 10)</source>
            <translation>%1, com satisfação (%2 de 10)</translation>
        </message>
        <message>
            <source>%1, still open</source>
            <translation>%1, ainda aberto</translation>
        </message>
        <message>
            <source>Another version: %1</source>
            <translation>Outra versão: %1</translation>
        </message>
        <message>
            <source>Answered a survey</source>
            <translation>Respondeu a uma pesquisa</translation>
        </message>
        <message>
            <source>Answered a survey: %1</source>
            <translation>Respondeu a uma pesquisa: %1</translation>
        </message>
        <message>
            <source>Appointment cancelled: %1</source>
            <translation>Visita cancelada: %1</translation>
        </message>
        <message>
            <source>Appointment: %1</source>
            <translation>Visita: %1</translation>
        </message>
        <message>
            <source>Bought from the web cart: %1</source>
            <translation>Comprou do carrinho do site: %1</translation>
        </message>
        <message>
            <source>Came by: %1</source>
            <translation>Passou na loja: %1</translation>
        </message>
        <message>
            <source>Came to the store</source>
            <translation>Veio à loja</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contato</translation>
        </message>
        <message>
            <source>Did not come: %1</source>
            <translation>Não veio: %1</translation>
        </message>
        <message>
            <source>Due %1</source>
            <translation>Para %1</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Emptied the web cart: %1</source>
            <translation>Esvaziou o carrinho do site: %1</translation>
        </message>
        <message>
            <source>Follow-up dismissed: %1</source>
            <translation>Retorno dispensado: %1</translation>
        </message>
        <message>
            <source>Follow-up done: %1</source>
            <translation>Retorno feito: %1</translation>
        </message>
        <message>
            <source>Follow-up: %1</source>
            <translation>Retorno: %1</translation>
        </message>
        <message>
            <source>Followed a newsletter</source>
            <translation>Seguiu uma newsletter</translation>
        </message>
        <message>
            <source>Followed the newsletter: %1</source>
            <translation>Seguiu a newsletter: %1</translation>
        </message>
        <message>
            <source>Gave back: %1</source>
            <translation>Devolveu: %1</translation>
        </message>
        <message>
            <source>Gave back: %1, %2</source>
            <translation>Devolveu: %1, %2</translation>
        </message>
        <message>
            <source>In store</source>
            <translation>Na loja</translation>
        </message>
        <message>
            <source>Left in the web cart: %1</source>
            <translation>Deixou no carrinho do site: %1</translation>
        </message>
        <message>
            <source>Looked around online</source>
            <translation>Olhou o site</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation>Newsletter</translation>
        </message>
        <message>
            <source>Newsletter sent</source>
            <translation>Newsletter enviada</translation>
        </message>
        <message>
            <source>Newsletter sent: %1</source>
            <translation>Newsletter enviada: %1</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note, for me alone</source>
            <translation>Nota, só para mim</translation>
        </message>
        <message>
            <source>Note, for the whole company</source>
            <translation>Nota, para toda a empresa</translation>
        </message>
        <message>
            <source>On the wishlist: %1</source>
            <translation>Na lista de desejos: %1</translation>
        </message>
        <message>
            <source>Opened a newsletter</source>
            <translation>Abriu uma newsletter</translation>
        </message>
        <message>
            <source>Opened the newsletter: %1</source>
            <translation>Abriu a newsletter: %1</translation>
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
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Ligação</translation>
        </message>
        <message>
            <source>Phone call: %1</source>
            <translation>Ligação: %1</translation>
        </message>
        <message>
            <source>Replied</source>
            <translation>Respondeu</translation>
        </message>
        <message>
            <source>Replied: “%1”</source>
            <translation>Respondeu: “%1”</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Solved %1</source>
            <translation>Resolvido %1</translation>
        </message>
        <message>
            <source>Store %1</source>
            <translation>Loja %1</translation>
        </message>
        <message>
            <source>Take this contact back</source>
            <translation>Retirar este contato</translation>
        </message>
        <message>
            <source>Take this note back</source>
            <translation>Retirar esta nota</translation>
        </message>
        <message>
            <source>Viewed %1</source>
            <translation>Viu %1</translation>
        </message>
        <message>
            <source>Visited the web shop</source>
            <translation>Visitou o site</translation>
        </message>
        <message>
            <source>We wrote</source>
            <translation>Escrevemos</translation>
        </message>
        <message>
            <source>We wrote: “%1”</source>
            <translation>Escrevemos: “%1”</translation>
        </message>
        <message>
            <source>Web</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelado</translation>
        </message>
        <message>
            <source>given back</source>
            <translation>devolvido</translation>
        </message>
        <message>
            <source>not yet paid</source>
            <translation>ainda não pago</translation>
        </message>
        <message>
            <source>refunded</source>
            <translation>reembolsado</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>“%1”</translation>
        </message>
    </context>
    <context>
        <name>Failures</name>
        <message>
            <source>A file of this tablet is damaged.</source>
            <translation>Um arquivo deste tablet está danificado.</translation>
        </message>
        <message>
            <source>A file of this tablet is not encrypted. Nothing was changed: call support.</source>
            <translation>Um arquivo deste tablet não está criptografado. Nada foi alterado: ligue para o suporte.</translation>
        </message>
        <message>
            <source>A new PIN needs head office. Connect this tablet to the network and try again.</source>
            <translation>Um PIN novo precisa da central. Conecte este tablet à rede e tente de novo.</translation>
        </message>
        <message>
            <source>A passphrase has at least 12 characters. Four words or more are good.</source>
            <translation>Uma frase secreta tem pelo menos 12 caracteres. Quatro palavras ou mais é bom.</translation>
        </message>
        <message>
            <source>Another copy of the app is using these files. Close it and try again.</source>
            <translation>Outra cópia do aplicativo usa estes arquivos. Feche-a e tente de novo.</translation>
        </message>
        <message>
            <source>Connect this tablet to sign in: head office has to confirm your PIN.</source>
            <translation>Conecte este tablet para entrar: a central precisa confirmar seu PIN.</translation>
        </message>
        <message>
            <source>Head office cannot be reached. Check the network and that the address is right.</source>
            <translation>Não foi possível chegar à central. Verifique a rede e se o endereço está certo.</translation>
        </message>
        <message>
            <source>Head office cannot open this tablet. Nothing is lost: call support.</source>
            <translation>A central não consegue abrir este tablet. Nada se perdeu: ligue para o suporte.</translation>
        </message>
        <message>
            <source>Head office does not look into other stores for you at the moment. Sync and try again, or ask there.</source>
            <translation>A central não procura em outras lojas para você no momento. Sincronize e tente de novo, ou pergunte lá.</translation>
        </message>
        <message>
            <source>Head office does not take this. The reason is a word of a-z and _.</source>
            <translation>A central não aceita isto. O motivo é uma palavra de a-z e _.</translation>
        </message>
        <message>
            <source>Head office does not understand this tablet. Update whichever of the two is older.</source>
            <translation>A central não entende este tablet. Atualize o mais antigo dos dois.</translation>
        </message>
        <message>
            <source>Head office has locked this tablet out. Ask head office.</source>
            <translation>A central bloqueou este tablet. Pergunte à central.</translation>
        </message>
        <message>
            <source>Head office has seen a newer state of this tablet: it was copied or set back. It becomes a tablet of its own by itself; nothing saved is lost.</source>
            <translation>A central viu um estado mais novo deste tablet: ele foi copiado ou restaurado. Ele se torna sozinho um tablet próprio; nada do que foi salvo se perde.</translation>
        </message>
        <message>
            <source>Head office is busy. It is tried again by itself.</source>
            <translation>A central está ocupada. Uma nova tentativa será feita sozinha.</translation>
        </message>
        <message>
            <source>Head office is older than this app. What you saved waits here until head office is updated.</source>
            <translation>A central é mais antiga que este aplicativo. O que você guardou espera aqui até ela ser atualizada.</translation>
        </message>
        <message>
            <source>Head office knows no company account of yours. Ask a manager to help, or head office.</source>
            <translation>A central não conhece nenhuma conta sua da empresa. Peça ajuda à gerência ou à central.</translation>
        </message>
        <message>
            <source>Head office no longer accepts this tablet. Ask head office to enrol it again; nothing saved is lost.</source>
            <translation>A central não aceita mais este tablet. Peça que o cadastre de novo; nada guardado se perde.</translation>
        </message>
        <message>
            <source>Head office was restored or replaced. The customers are downloaded again.</source>
            <translation>A central foi restaurada ou trocada. Os clientes são baixados de novo.</translation>
        </message>
        <message>
            <source>It is not this customer's turn any more. Go on with the next.</source>
            <translation>Não é mais a vez deste cliente. Siga com o próximo.</translation>
        </message>
        <message>
            <source>No PIN is set for you yet. Tap “No PIN, or forgotten?” to choose one.</source>
            <translation>Você ainda não tem PIN. Toque em “Sem PIN, ou esqueceu?” para escolher um.</translation>
        </message>
        <message>
            <source>No seller of this tablet has this name. Type it as it stands on the sign-in screen.</source>
            <translation>Ninguém deste tablet tem este nome. Digite como está na tela de entrada.</translation>
        </message>
        <message>
            <source>Other stores can only be asked while head office can be reached. Connect, then try again.</source>
            <translation>Só é possível consultar outras lojas com a central ao alcance. Conecte-se e tente de novo.</translation>
        </message>
        <message>
            <source>Stopped. What was complete is kept, and it goes on from there.</source>
            <translation>Parado. O que estava completo fica e continua dali.</translation>
        </message>
        <message>
            <source>That was not the account of the seller who is chosen here. Nothing was changed.</source>
            <translation>Essa não era a conta da pessoa escolhida aqui. Nada foi alterado.</translation>
        </message>
        <message>
            <source>The certificate of this address is not trusted. Check the address and the date of this tablet.</source>
            <translation>O certificado deste endereço não é confiável. Verifique o endereço e a data deste tablet.</translation>
        </message>
        <message>
            <source>The company's sign-in does not answer now. Try again later, or ask a manager to help.</source>
            <translation>O acesso da empresa não responde agora. Tente mais tarde ou peça ajuda à gerência.</translation>
        </message>
        <message>
            <source>The disk of this tablet is full. Nothing is lost, but nothing more can be saved until there is room.</source>
            <translation>O disco deste tablet está cheio. Nada se perdeu, mas nada mais pode ser guardado até haver espaço.</translation>
        </message>
        <message>
            <source>The downloaded customers are damaged and must be downloaded again. What you saved here is safe.</source>
            <translation>Os clientes baixados estão danificados e precisam ser baixados de novo. O que você guardou aqui está a salvo.</translation>
        </message>
        <message>
            <source>The exchange with head office did not work. It is tried again by itself.</source>
            <translation>A troca com a central não funcionou. Uma nova tentativa será feita sozinha.</translation>
        </message>
        <message>
            <source>The file cannot be written there. Choose another place.</source>
            <translation>Não é possível salvar o arquivo ali. Escolha outro lugar.</translation>
        </message>
        <message>
            <source>The files of this tablet are closed.</source>
            <translation>Os arquivos deste tablet estão fechados.</translation>
        </message>
        <message>
            <source>The first time on this tablet, head office checks your PIN. Connect to the network and try again.</source>
            <translation>Na primeira vez neste tablet, a central confere seu PIN. Conecte-se à rede e tente de novo.</translation>
        </message>
        <message>
            <source>The folder for this tablet's files cannot be used. Call support.</source>
            <translation>Não é possível usar a pasta dos arquivos deste tablet. Chame o suporte.</translation>
        </message>
        <message>
            <source>The key file of this tablet is damaged or missing. Do not reinstall the app: call support.</source>
            <translation>O arquivo de chaves deste tablet está danificado ou faltando. Não reinstale o aplicativo: ligue para o suporte.</translation>
        </message>
        <message>
            <source>The key of this tablet cannot be read. Nothing is lost: call support.</source>
            <translation>A chave deste tablet não pode ser lida. Nada se perdeu: ligue para o suporte.</translation>
        </message>
        <message>
            <source>The key store of this tablet does not answer. Nothing is lost: restart the tablet, or call support.</source>
            <translation>O cofre de chaves deste tablet não responde. Nada se perdeu: reinicie o tablet ou ligue para o suporte.</translation>
        </message>
        <message>
            <source>The keys of this tablet cannot be used. Nothing is lost: call support.</source>
            <translation>As chaves deste tablet não podem ser usadas. Nada se perdeu: ligue para o suporte.</translation>
        </message>
        <message>
            <source>The log of this tablet cannot be read.</source>
            <translation>Não é possível ler o registro deste tablet.</translation>
        </message>
        <message>
            <source>The sign-in took too long. Begin again.</source>
            <translation>O acesso demorou demais. Comece de novo.</translation>
        </message>
        <message>
            <source>The tablet could not read or write its files. Restart the app; if it stays, call support.</source>
            <translation>O tablet não conseguiu ler ou gravar seus arquivos. Reinicie o aplicativo; se continuar, ligue para o suporte.</translation>
        </message>
        <message>
            <source>The tablet is locked. Sign in with your PIN.</source>
            <translation>O tablet está bloqueado. Entre com seu PIN.</translation>
        </message>
        <message>
            <source>There is a file of this name already. Choose another name.</source>
            <translation>Já existe um arquivo com esse nome. Escolha outro nome.</translation>
        </message>
        <message>
            <source>These files belong to another tablet and do not open here. Nothing was deleted: call support.</source>
            <translation>Estes arquivos são de outro tablet e não abrem aqui. Nada foi apagado: ligue para o suporte.</translation>
        </message>
        <message>
            <source>These files belong to another tablet, or its key store was cleared. Nothing was deleted: call support.</source>
            <translation>Estes arquivos são de outro tablet, ou o cofre de chaves foi esvaziado. Nada foi apagado: ligue para o suporte.</translation>
        </message>
        <message>
            <source>These files were written by a newer version of the app. Install that version again.</source>
            <translation>Estes arquivos são de uma versão mais nova do aplicativo. Instale essa versão de novo.</translation>
        </message>
        <message>
            <source>This PIN is easily guessed. Choose one without runs and repetitions.</source>
            <translation>Este PIN é fácil de adivinhar. Escolha um sem sequências nem repetições.</translation>
        </message>
        <message>
            <source>This PIN is not right. Try again.</source>
            <translation>Este PIN não está certo. Tente de novo.</translation>
        </message>
        <message>
            <source>This app is too old for head office. Update it; nothing saved is lost.</source>
            <translation>Este aplicativo é antigo demais para a central. Atualize-o; nada guardado se perde.</translation>
        </message>
        <message>
            <source>This code is not right, was used before or is too old. Ask head office for a new one.</source>
            <translation>Este código não está certo, já foi usado ou é antigo demais. Peça um novo à central.</translation>
        </message>
        <message>
            <source>This customer is not on this tablet. Search again, or sync.</source>
            <translation>Este cliente não está neste tablet. Busque de novo ou sincronize.</translation>
        </message>
        <message>
            <source>This installation cannot encrypt its files, so it does not start. Install the app again.</source>
            <translation>Esta instalação não consegue cifrar seus arquivos, por isso não inicia. Instale o aplicativo de novo.</translation>
        </message>
        <message>
            <source>This is no longer among what was sent back.</source>
            <translation>Isto não está mais entre os devolvidos.</translation>
        </message>
        <message>
            <source>This is no longer on this tablet. It may have been moved or removed at head office.</source>
            <translation>Isto não está mais neste tablet. Talvez a central o tenha movido ou removido.</translation>
        </message>
        <message>
            <source>This is no longer there.</source>
            <translation>Isto não existe mais.</translation>
        </message>
        <message>
            <source>This is not an address of a head office. Type it as you were given it, such as headoffice.example.com.</source>
            <translation>Este não é o endereço de uma central. Digite como recebeu, por exemplo headoffice.example.com.</translation>
        </message>
        <message>
            <source>This is too much to save at once. Save it in two parts.</source>
            <translation>É demais para guardar de uma vez. Guarde em duas partes.</translation>
        </message>
        <message>
            <source>This passphrase is not right. Try again.</source>
            <translation>Esta frase secreta não está certa. Tente de novo.</translation>
        </message>
        <message>
            <source>This seller is not on this tablet. Sync, or ask head office.</source>
            <translation>Esta pessoa não está neste tablet. Sincronize ou pergunte à central.</translation>
        </message>
        <message>
            <source>This tablet has no secure place for its key. Choose a passphrase: it is asked at every start.</source>
            <translation>Este tablet não tem um lugar seguro para sua chave. Escolha uma frase secreta: ela é pedida a cada início.</translation>
        </message>
        <message>
            <source>This tablet has not reached head office for too long. Connect it to the network, then sign in.</source>
            <translation>Este tablet está há tempo demais sem falar com a central. Conecte-o à rede e depois entre.</translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Enrol it with a code from head office.</source>
            <translation>Este tablet ainda não foi cadastrado. Cadastre-o com um código da central.</translation>
        </message>
        <message>
            <source>This tablet is not enrolled yet. Type head office's address and a code.</source>
            <translation>Este tablet ainda não foi cadastrado. Digite o endereço da central e um código.</translation>
        </message>
        <message>
            <source>This took too long. Ask the manager to help once more.</source>
            <translation>Demorou demais. Peça ajuda à gerência mais uma vez.</translation>
        </message>
        <message>
            <source>This was decided already.</source>
            <translation>Isto já foi decidido.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Connect to the network so that head office can check yours, or ask your manager.</source>
            <translation>PINs errados demais. Conecte-se à rede para a central conferir o seu, ou fale com a gerência.</translation>
        </message>
        <message>
            <source>Too many wrong PINs. Tap “No PIN, or forgotten?” to choose a new one.</source>
            <translation>PINs errados demais. Toque em “Sem PIN, ou esqueceu?” para escolher um novo.</translation>
        </message>
        <message>
            <source>Type the passphrase of this tablet.</source>
            <translation>Digite a frase secreta deste tablet.</translation>
        </message>
        <message>
            <source>What answers at this address is not a head office. Check the address, and whether this network asks to sign in first.</source>
            <translation>O que responde neste endereço não é uma central. Verifique o endereço e se a rede pede login antes.</translation>
        </message>
        <message>
            <source>What head office sent arrived damaged. Nothing of it was used; it is asked for again by itself.</source>
            <translation>O que a central enviou chegou danificado. Nada foi usado; será pedido de novo sozinho.</translation>
        </message>
        <message>
            <source>What waits for head office cannot be read. Do not reinstall the app: call support, it can be recovered.</source>
            <translation>O que espera pela central não pode ser lido. Não reinstale o aplicativo: ligue para o suporte, dá para recuperar.</translation>
        </message>
        <message>
            <source>What was refused is saved with its values only while head office can be reached.</source>
            <translation>O que foi recusado só é salvo com seus valores enquanto a central estiver ao alcance.</translation>
        </message>
        <message>
            <source>You have shown many contacts within an hour. Type your PIN to go on.</source>
            <translation>Você mostrou muitos contatos em uma hora. Digite seu PIN para continuar.</translation>
        </message>
        <message>
            <source>Your PIN has not been checked by head office for long. Connect to the network and try again.</source>
            <translation>Faz tempo que a central não confere seu PIN. Conecte-se à rede e tente de novo.</translation>
        </message>
        <message>
            <source>Your PIN was changed. Connect to the network so that head office can check the new one.</source>
            <translation>Seu PIN foi trocado. Conecte-se à rede para a central conferir o novo.</translation>
        </message>
        <message>
            <source>Your role may not write to so many at a time. Ask head office.</source>
            <translation>Sua função não permite escrever para tantos de uma vez. Fale com a central.</translation>
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
            <translation>Sobrenome</translation>
        </message>
        <message>
            <source>Form of address</source>
            <translation>Forma de tratamento</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>Gênero</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Primeiro nome</translation>
        </message>
        <message>
            <source>Home store</source>
            <translation>Loja habitual</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Occupation</source>
            <translation>Profissão</translation>
        </message>
    </context>
    <context>
        <name>FollowUpSheetModel</name>
        <message>
            <source>Follow-up saved</source>
            <translation>Retorno guardado</translation>
        </message>
        <message>
            <source>There is no such day. Choose the day it is due.</source>
            <translation>Esse dia não existe. Escolha o dia.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>há %n dia</numerusform>
                <numerusform>há %n dias</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n years ago</source>
            <translation>
                <numerusform>há %n ano</numerusform>
                <numerusform>há %n anos</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoje</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>amanhã</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>ontem</translation>
        </message>
    </context>
    <context>
        <name>Glance</name>
        <message numerus="yes">
            <source>%1 is in %n days</source>
            <translation>
                <numerusform>%1 em %n dia</numerusform>
                <numerusform>%1 em %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is today</source>
            <translation>%1 é hoje</translation>
        </message>
        <message>
            <source>%1 is tomorrow</source>
            <translation>%1 é amanhã</translation>
        </message>
        <message>
            <source>%1 may be running out</source>
            <translation>%1 deve estar acabando</translation>
        </message>
        <message numerus="yes">
            <source>%n calls</source>
            <translation>
                <numerusform>%n ligação</numerusform>
                <numerusform>%n ligações</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cases open</source>
            <translation>
                <numerusform>%n caso aberto</numerusform>
                <numerusform>%n casos abertos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points now</source>
            <translation>
                <numerusform>Agora %n ponto</numerusform>
                <numerusform>Agora %n pontos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n points to %1</source>
            <translation>
                <numerusform>%n ponto para %1</numerusform>
                <numerusform>%n pontos para %1</numerusform>
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
                <numerusform>%n pedido no site</numerusform>
                <numerusform>%n pedidos no site</numerusform>
            </translation>
        </message>
        <message>
            <source>Allergy: %1</source>
            <translation>Alergia: %1</translation>
        </message>
        <message numerus="yes">
            <source>Answered %1 of %n messages</source>
            <translation>
                <numerusform>Respondeu a %1 de %n mensagem</numerusform>
                <numerusform>Respondeu a %1 de %n mensagens</numerusform>
            </translation>
        </message>
        <message>
            <source>Best %1</source>
            <translation>Melhor %1</translation>
        </message>
        <message numerus="yes">
            <source>Bought %n days ago</source>
            <translation>
                <numerusform>Comprou há %n dia</numerusform>
                <numerusform>Comprou há %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>Buys with us in store, not online</source>
            <translation>Compra na loja, não no site</translation>
        </message>
        <message>
            <source>Buys with us online, not in store</source>
            <translation>Compra no site, não na loja</translation>
        </message>
        <message>
            <source>He told us %2</source>
            <translation>Ele nos disse %2</translation>
        </message>
        <message>
            <source>Her %1</source>
            <translation>%1 dela</translation>
        </message>
        <message>
            <source>His %1</source>
            <translation>%1 dele</translation>
        </message>
        <message>
            <source>In her web cart: %1</source>
            <translation>No carrinho dela: %1</translation>
        </message>
        <message>
            <source>In his web cart: %1</source>
            <translation>No carrinho dele: %1</translation>
        </message>
        <message>
            <source>In the web cart: %1</source>
            <translation>No carrinho do site: %1</translation>
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
                <numerusform>Sem compras há %n dia</numerusform>
                <numerusform>Sem compras há %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>Noted %2</source>
            <translation>Anotado %2</translation>
        </message>
        <message>
            <source>Open complaint: %1</source>
            <translation>Reclamação aberta: %1</translation>
        </message>
        <message numerus="yes">
            <source>Open for %n days</source>
            <translation>
                <numerusform>Aberto há %n dia</numerusform>
                <numerusform>Aberto há %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>Reach her %1</source>
            <translation>Melhor falar com ela %1</translation>
        </message>
        <message>
            <source>Reach him %1</source>
            <translation>Melhor falar com ele %1</translation>
        </message>
        <message>
            <source>She told us %2</source>
            <translation>Ela nos disse %2</translation>
        </message>
        <message>
            <source>Since today</source>
            <translation>Desde hoje</translation>
        </message>
        <message>
            <source>Told %1 %2</source>
            <translation>Contou a %1 %2</translation>
        </message>
        <message>
            <source>Told us %2</source>
            <translation>Contou-nos %2</translation>
        </message>
        <message>
            <source>a colleague</source>
            <translation>alguém da equipe</translation>
        </message>
        <message>
            <source>after %1</source>
            <translation>depois das %1</translation>
        </message>
        <message>
            <source>at head office</source>
            <translation>na central</translation>
        </message>
        <message>
            <source>at the service desk</source>
            <translation>no atendimento</translation>
        </message>
        <message>
            <source>by e-mail</source>
            <translation>por e-mail</translation>
        </message>
        <message>
            <source>by message</source>
            <translation>por mensagem</translation>
        </message>
        <message>
            <source>by phone</source>
            <translation>por telefone</translation>
        </message>
        <message numerus="yes">
            <source>in %n years</source>
            <translation>
                <numerusform>em %n ano</numerusform>
                <numerusform>em %n anos</numerusform>
            </translation>
        </message>
        <message>
            <source>in stock here</source>
            <translation>há aqui</translation>
        </message>
        <message>
            <source>in store</source>
            <translation>na loja</translation>
        </message>
        <message>
            <source>in the data we took over</source>
            <translation>nos dados recebidos</translation>
        </message>
        <message>
            <source>in the newsletter form</source>
            <translation>no formulário da newsletter</translation>
        </message>
        <message>
            <source>in the web shop</source>
            <translation>no site</translation>
        </message>
        <message>
            <source>never a purchase in store</source>
            <translation>nunca comprou na loja</translation>
        </message>
        <message>
            <source>never a web order</source>
            <translation>nunca pediu no site</translation>
        </message>
        <message>
            <source>no calls</source>
            <translation>nenhuma ligação</translation>
        </message>
        <message>
            <source>no purchase in store since %1</source>
            <translation>sem compras na loja desde %1</translation>
        </message>
        <message>
            <source>no web order since %1</source>
            <translation>sem pedidos no site desde %1</translation>
        </message>
        <message>
            <source>not in stock here</source>
            <translation>não há aqui</translation>
        </message>
        <message>
            <source>size %1</source>
            <translation>tamanho %1</translation>
        </message>
        <message>
            <source>size %1 in stock here</source>
            <translation>o tamanho %1 está aqui</translation>
        </message>
        <message>
            <source>size %1 not here</source>
            <translation>o tamanho %1 não está aqui</translation>
        </message>
        <message numerus="yes">
            <source>usually every %n days</source>
            <translation>
                <numerusform>costuma ser a cada %n dia</numerusform>
                <numerusform>costuma ser a cada %n dias</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandOverModel</name>
        <message>
            <source>Please sign in the box, so that it is clear that it was you.</source>
            <translation>Assine no quadro, por favor, para constar que foi você.</translation>
        </message>
        <message>
            <source>Please tell us your name.</source>
            <translation>Diga seu nome, por favor.</translation>
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
            <translation>basco</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>catalão</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>chinês</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>holandês</translation>
        </message>
        <message>
            <source>English</source>
            <translation>inglês</translation>
        </message>
        <message>
            <source>French</source>
            <translation>francês</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>galego</translation>
        </message>
        <message>
            <source>German</source>
            <translation>alemão</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>italiano</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>japonês</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>coreano</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>português</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>russo</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>espanhol</translation>
        </message>
    </context>
    <context>
        <name>LeftModel</name>
        <message>
            <source>%1 did not finish: nothing was saved. Ask again.</source>
            <translation>%1 não terminou: nada foi salvo. Pergunte de novo.</translation>
        </message>
        <message>
            <source>%1 did not finish: what was refused is saved, nothing else.</source>
            <translation>%1 não terminou: foi salvo o que foi recusado, nada mais.</translation>
        </message>
        <message>
            <source>%1: something you saved before you left could not be kept. Make it again.</source>
            <translation>%1: algo que você salvou antes de sair não pôde ser mantido. Faça de novo.</translation>
        </message>
        <message>
            <source>%1: what you wrote could not be saved. It waits in Quick note.</source>
            <translation>%1: o que você escreveu não pôde ser salvo. Está à espera em Nota rápida.</translation>
        </message>
        <message>
            <source>Something you saved just before you left could not be kept. Make it again.</source>
            <translation>Algo que você salvou pouco antes de sair não pôde ser mantido. Faça de novo.</translation>
        </message>
        <message>
            <source>The new customer could not be saved. What you typed waits under New.</source>
            <translation>Não foi possível salvar o novo cliente. O que você digitou está à espera em Novo.</translation>
        </message>
        <message>
            <source>The new customer did not finish: nothing was saved. Ask again.</source>
            <translation>O novo cliente não terminou: nada foi salvo. Pergunte de novo.</translation>
        </message>
    </context>
    <context>
        <name>LookupModel</name>
        <message>
            <source>Added to your client book. The profile comes with the next sync.</source>
            <translation>Adicionado à sua carteira. O perfil chega com a próxima sincronização.</translation>
        </message>
        <message>
            <source>In your client book. The profile comes with the next sync.</source>
            <translation>Na sua carteira. O perfil chega com a próxima sincronização.</translation>
        </message>
        <message>
            <source>Nobody is known by exactly this. Check every letter and digit.</source>
            <translation>Ninguém é conhecido exatamente por isto. Confira cada letra e cada dígito.</translation>
        </message>
        <message>
            <source>One of this store's customers. Sync, then search again.</source>
            <translation>É cliente desta loja. Sincronize e procure de novo.</translation>
        </message>
        <message numerus="yes">
            <source>You have asked often within an hour. Ask again in %n minutes.</source>
            <translation>
                <numerusform>Você perguntou muitas vezes em uma hora. Pergunte de novo em %n minuto.</numerusform>
                <numerusform>Você perguntou muitas vezes em uma hora. Pergunte de novo em %n minutos.</numerusform>
            </translation>
        </message>
        <message>
            <source>bought %1</source>
            <translation>comprou %1</translation>
        </message>
    </context>
    <context>
        <name>MergeSheetModel</name>
        <message numerus="yes">
            <source>%n purchases, last %1</source>
            <translation>
                <numerusform>%n compra, a última %1</numerusform>
                <numerusform>%n compras, a última %1</numerusform>
            </translation>
        </message>
        <message>
            <source>A manager will look at it</source>
            <translation>A gerência vai olhar</translation>
        </message>
        <message>
            <source>Born %1</source>
            <translation>Nascimento: %1</translation>
        </message>
        <message>
            <source>Decided. Head office makes one profile of the two with the next sync.</source>
            <translation>Decidido. A central fará um só perfil dos dois na próxima sincronização.</translation>
        </message>
        <message>
            <source>Has not bought yet</source>
            <translation>Ainda não comprou</translation>
        </message>
        <message>
            <source>Head office</source>
            <translation>A central</translation>
        </message>
        <message>
            <source>Head office makes one profile of the two</source>
            <translation>A central fará um só perfil dos dois</translation>
        </message>
        <message>
            <source>Home store %1</source>
            <translation>Loja %1</translation>
        </message>
        <message>
            <source>In the client book of %1</source>
            <translation>Na carteira de %1</translation>
        </message>
        <message>
            <source>Saved here. A manager sees it after the next sync.</source>
            <translation>Salvo aqui. A gerência verá depois da próxima sincronização.</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Desfeito</translation>
        </message>
        <message>
            <source>They stay two profiles</source>
            <translation>Continuam dois perfis</translation>
        </message>
        <message>
            <source>Waiting for a manager. Until then both profiles stay as they are.</source>
            <translation>Esperando a gerência. Até lá, os dois perfis ficam como estão.</translation>
        </message>
        <message>
            <source>Waiting for another manager, or head office: nobody agrees to what they asked for.</source>
            <translation>Esperando outra pessoa da gerência ou a central: ninguém aprova o que pediu.</translation>
        </message>
        <message>
            <source>on both</source>
            <translation>nos dois</translation>
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
                <numerusform>%n mensagem anotada como enviada</numerusform>
                <numerusform>%n mensagens anotadas como enviadas</numerusform>
            </translation>
        </message>
        <message>
            <source>Left out before: %1</source>
            <translation>Ficaram de fora antes: %1</translation>
        </message>
        <message>
            <source>allowed too long ago</source>
            <translation>permitiu há tempo demais</translation>
        </message>
        <message>
            <source>closed by head office</source>
            <translation>fechado pela central</translation>
        </message>
        <message>
            <source>contacted often lately</source>
            <translation>contatado muitas vezes ultimamente</translation>
        </message>
        <message>
            <source>left out by you</source>
            <translation>você deixou de fora</translation>
        </message>
        <message>
            <source>no longer on this tablet</source>
            <translation>não está mais neste tablet</translation>
        </message>
        <message>
            <source>no name to write</source>
            <translation>sem nome</translation>
        </message>
        <message>
            <source>not asked yet</source>
            <translation>ainda sem resposta</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>ainda sem confirmação</translation>
        </message>
        <message>
            <source>not for your role to see</source>
            <translation>sua função não pode ver</translation>
        </message>
        <message>
            <source>nothing known to write to</source>
            <translation>sem número nem endereço</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>não permite</translation>
        </message>
        <message>
            <source>too early, too late or a rest day there</source>
            <translation>lá é cedo demais, tarde demais ou dia de descanso</translation>
        </message>
    </context>
    <context>
        <name>MessagingList</name>
        <message>
            <source>%1 may be written to this way now</source>
            <translation>%1 podem receber assim agora</translation>
        </message>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n escolhido</numerusform>
                <numerusform>%n escolhidos</numerusform>
            </translation>
        </message>
        <message>
            <source>At most %1 characters fit.</source>
            <translation>Cabem no máximo %1 caracteres.</translation>
        </message>
        <message>
            <source>Customer's name</source>
            <translation>Nome do cliente</translation>
        </message>
        <message>
            <source>My name</source>
            <translation>Meu nome</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Loja</translation>
        </message>
        <message>
            <source>These are the first %1 of %2: more are not written to at a time.</source>
            <translation>Estes são os primeiros %1 de %2: não se escreve para mais de uma vez.</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerModel</name>
        <message>
            <source>New customer saved</source>
            <translation>Novo cliente guardado</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Não se sabe</translation>
        </message>
        <message>
            <source>There is no such day. Check day, month and year, or empty them.</source>
            <translation>Esse dia não existe. Verifique dia, mês e ano, ou limpe-os.</translation>
        </message>
        <message>
            <source>same birthday</source>
            <translation>mesmo aniversário</translation>
        </message>
        <message>
            <source>same e-mail</source>
            <translation>mesmo e-mail</translation>
        </message>
        <message>
            <source>same loyalty card</source>
            <translation>mesmo cartão fidelidade</translation>
        </message>
        <message>
            <source>same name</source>
            <translation>mesmo nome</translation>
        </message>
        <message>
            <source>same phone</source>
            <translation>mesmo telefone</translation>
        </message>
        <message>
            <source>similar name</source>
            <translation>nome parecido</translation>
        </message>
    </context>
    <context>
        <name>NoteEditModel</name>
        <message>
            <source>Note changed</source>
            <translation>Nota alterada</translation>
        </message>
    </context>
    <context>
        <name>NoteSheetModel</name>
        <message>
            <source>My store</source>
            <translation>Minha loja</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>Note saved</source>
            <translation>Nota guardada</translation>
        </message>
        <message>
            <source>Only me</source>
            <translation>Só eu</translation>
        </message>
        <message>
            <source>The whole company</source>
            <translation>Toda a empresa</translation>
        </message>
        <message>
            <source>This note has %1 characters; at most %2 fit. Shorten it or split it.</source>
            <translation>Esta nota tem %1 caracteres; cabem no máximo %2. Encurte ou divida.</translation>
        </message>
    </context>
    <context>
        <name>PinHelpModel</name>
        <message>
            <source>%1 has no PIN that can be used. Ask head office for a new one.</source>
            <translation>%1 não tem um PIN que possa ser usado. Peça um novo à central.</translation>
        </message>
        <message>
            <source>%1, choose a new PIN</source>
            <translation>%1, escolha um PIN novo</translation>
        </message>
        <message>
            <source>%1, the same PIN again</source>
            <translation>%1, o mesmo PIN mais uma vez</translation>
        </message>
        <message>
            <source>%1, your PIN</source>
            <translation>%1, seu PIN</translation>
        </message>
        <message>
            <source>A manager of this store can help you, or your company account.</source>
            <translation>A gerência desta loja pode ajudar você, ou a sua conta da empresa.</translation>
        </message>
        <message>
            <source>A manager of this store can let you choose one. Who is with you?</source>
            <translation>A gerência desta loja pode deixar você escolher um. Quem está com você?</translation>
        </message>
        <message>
            <source>A new PIN for %1</source>
            <translation>Um PIN novo para %1</translation>
        </message>
        <message>
            <source>Hand the tablet over: nobody else should see it. Six digits that are not easily guessed.</source>
            <translation>Passe o tablet: ninguém mais deve ver. Seis dígitos que não sejam fáceis de adivinhar.</translation>
        </message>
        <message>
            <source>It holds on every tablet as soon as you have typed it.</source>
            <translation>Vale em todos os tablets assim que você o digitar.</translation>
        </message>
        <message>
            <source>Nobody on this tablet can help here. Ask head office for a new PIN.</source>
            <translation>Ninguém neste tablet pode ajudar aqui. Peça um PIN novo à central.</translation>
        </message>
        <message>
            <source>Open this address on your phone, type the code and sign in. Then come back here.</source>
            <translation>Abra este endereço no seu telefone, digite o código e identifique-se. Depois volte aqui.</translation>
        </message>
        <message>
            <source>Show with your company account that it is you, then choose a PIN.</source>
            <translation>Mostre com sua conta da empresa que é você e escolha um PIN.</translation>
        </message>
        <message>
            <source>That did not work. Nothing was changed. Please try again.</source>
            <translation>Não funcionou. Nada foi alterado. Tente de novo.</translation>
        </message>
        <message>
            <source>The two PINs were not the same. Choose once more.</source>
            <translation>Os dois PINs não eram iguais. Escolha mais uma vez.</translation>
        </message>
        <message>
            <source>With it you let %1 choose a new PIN. Head office writes that down.</source>
            <translation>Com ele você deixa %1 escolher um PIN novo. A central anota isso.</translation>
        </message>
    </context>
    <context>
        <name>PinNoticeModel</name>
        <message>
            <source>%1, with the help of %2</source>
            <translation>%1, com a ajuda de %2</translation>
        </message>
        <message>
            <source>%1, with your company account</source>
            <translation>%1, com sua conta da empresa</translation>
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
            <translation>%1 tamanho %2</translation>
        </message>
        <message>
            <source>A store that is not known here</source>
            <translation>Uma loja que aqui não é conhecida</translation>
        </message>
        <message>
            <source>Becomes one profile</source>
            <translation>Vai virar um só perfil</translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation>Retorno feito</translation>
        </message>
        <message>
            <source>New value taken</source>
            <translation>Novo valor aceito</translation>
        </message>
        <message>
            <source>Same person? Decide</source>
            <translation>A mesma pessoa? Decida</translation>
        </message>
        <message>
            <source>Same person? Waiting for a manager</source>
            <translation>A mesma pessoa? Esperando a gerência</translation>
        </message>
        <message>
            <source>This customer is no longer on this tablet.</source>
            <translation>Este cliente não está mais neste tablet.</translation>
        </message>
        <message>
            <source>This profile was joined with another one.</source>
            <translation>Este perfil foi unido a outro.</translation>
        </message>
        <message>
            <source>Value kept</source>
            <translation>Valor mantido</translation>
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
            <translation>Atendida por %1</translation>
        </message>
        <message>
            <source>%1 is his seller</source>
            <translation>Atendido por %1</translation>
        </message>
        <message>
            <source>%1 is the seller</source>
            <translation>Atende %1</translation>
        </message>
        <message>
            <source>Asked in store</source>
            <translation>Perguntado na loja</translation>
        </message>
        <message>
            <source>Assistant</source>
            <translation>Assistente</translation>
        </message>
        <message>
            <source>Brother or sister</source>
            <translation>Irmão ou irmã</translation>
        </message>
        <message>
            <source>Buying</source>
            <translation>Compra</translation>
        </message>
        <message>
            <source>Call with the service desk</source>
            <translation>Ligação com o atendimento</translation>
        </message>
        <message>
            <source>Child</source>
            <translation>Filho ou filha</translation>
        </message>
        <message>
            <source>Confirmation asked by e-mail</source>
            <translation>Confirmação pedida por e-mail</translation>
        </message>
        <message>
            <source>Father</source>
            <translation>Pai</translation>
        </message>
        <message>
            <source>Friend</source>
            <translation>Amizade</translation>
        </message>
        <message>
            <source>Getting in touch</source>
            <translation>Entrar em contato</translation>
        </message>
        <message>
            <source>Head-office number</source>
            <translation>Número da central</translation>
        </message>
        <message>
            <source>Home store %1</source>
            <translation>Loja %1</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importado</translation>
        </message>
        <message>
            <source>Loyalty card</source>
            <translation>Cartão fidelidade</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mais</translation>
        </message>
        <message>
            <source>Mother</source>
            <translation>Mãe</translation>
        </message>
        <message>
            <source>Paper form</source>
            <translation>Formulário em papel</translation>
        </message>
        <message>
            <source>Partner</source>
            <translation>Parceiro ou parceira</translation>
        </message>
        <message>
            <source>Same household</source>
            <translation>Mesma casa</translation>
        </message>
        <message>
            <source>Signed on the tablet</source>
            <translation>Assinado no tablet</translation>
        </message>
        <message>
            <source>Sizes</source>
            <translation>Tamanhos</translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation>Rede social</translation>
        </message>
        <message>
            <source>Speaks %1</source>
            <translation>Fala %1</translation>
        </message>
        <message>
            <source>Spoken</source>
            <translation>De viva voz</translation>
        </message>
        <message>
            <source>Spouse</source>
            <translation>Cônjuge</translation>
        </message>
        <message>
            <source>Taste</source>
            <translation>Gostos</translation>
        </message>
        <message>
            <source>The customer herself</source>
            <translation>A própria cliente</translation>
        </message>
        <message>
            <source>The customer himself</source>
            <translation>O próprio cliente</translation>
        </message>
        <message>
            <source>Till number</source>
            <translation>Número do caixa</translation>
        </message>
        <message>
            <source>To be careful with</source>
            <translation>Com cuidado</translation>
        </message>
        <message>
            <source>Unsubscribe link</source>
            <translation>Link de descadastro</translation>
        </message>
        <message>
            <source>Web account</source>
            <translation>Conta do site</translation>
        </message>
        <message>
            <source>Web form</source>
            <translation>Formulário do site</translation>
        </message>
        <message>
            <source>Wedding anniversary</source>
            <translation>Aniversário de casamento</translation>
        </message>
        <message>
            <source>this tablet</source>
            <translation>este tablet</translation>
        </message>
    </context>
    <context>
        <name>ProvenanceModel</name>
        <message>
            <source>%1 removed</source>
            <translation>%1: removido</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Another value waits for a decision</source>
            <translation>Outro valor espera uma decisão</translation>
        </message>
        <message>
            <source>Asked for confirmation</source>
            <translation>Confirmação pedida</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Saved here, on its way to head office</source>
            <translation>Guardado aqui, a caminho da central</translation>
        </message>
        <message>
            <source>until %1</source>
            <translation>até %1</translation>
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
            <translation>Um cartão</translation>
        </message>
        <message>
            <source>A customer needs a name. Type the name as they give it.</source>
            <translation>É preciso um nome. Digite como ouvir.</translation>
        </message>
        <message>
            <source>A field is not known here. Update this tablet.</source>
            <translation>Há um campo que aqui não é conhecido. Atualize este tablet.</translation>
        </message>
        <message>
            <source>A new customer needs a name. Type the name as they give it.</source>
            <translation>É preciso um nome. Digite como ouvir.</translation>
        </message>
        <message>
            <source>An identifier has the wrong shape. Update this tablet.</source>
            <translation>Um identificador tem formato errado. Atualize este tablet.</translation>
        </message>
        <message>
            <source>Another change has this identifier already. Make the change again.</source>
            <translation>Outra mudança já tem este identificador. Faça a mudança de novo.</translation>
        </message>
        <message>
            <source>Head office cannot store one of these values. Type it again.</source>
            <translation>A central não consegue guardar um destes valores. Digite de novo.</translation>
        </message>
        <message>
            <source>Head office failed on this change. Send it again once head office has been mended.</source>
            <translation>A central falhou com esta alteração. Envie de novo quando ela estiver corrigida.</translation>
        </message>
        <message>
            <source>Head office is busy with one of these customers. Try it again in some days.</source>
            <translation>A central está ocupada com um destes clientes. Tente de novo em alguns dias.</translation>
        </message>
        <message>
            <source>It is not known what the customer said yes to. Show them the question, then ask again.</source>
            <translation>Não se sabe a que o cliente disse sim. Mostre a pergunta e pergunte de novo.</translation>
        </message>
        <message>
            <source>One text went to more customers than your role may write to at a time. Ask head office.</source>
            <translation>Um mesmo texto foi para mais clientes do que a sua função permite de uma vez. Fale com a central.</translation>
        </message>
        <message>
            <source>Only a manager of a store that has both customers decides this. Ask yours to do it.</source>
            <translation>Só decide isso a gerência de uma loja que tenha os dois clientes. Peça à sua.</translation>
        </message>
        <message>
            <source>Somebody else asked for this. Only they can take it back.</source>
            <translation>Outra pessoa pediu isso. Só ela pode desfazer.</translation>
        </message>
        <message>
            <source>Somebody else noted this contact. Only they can take it back.</source>
            <translation>Outra pessoa anotou este contato. Só ela pode retirá-lo.</translation>
        </message>
        <message>
            <source>The address</source>
            <translation>O endereço</translation>
        </message>
        <message>
            <source>The e-mail address</source>
            <translation>O e-mail</translation>
        </message>
        <message>
            <source>The follow-up</source>
            <translation>O retorno</translation>
        </message>
        <message>
            <source>The follow-up needs a few words. Write what is to be done.</source>
            <translation>O retorno precisa de algumas palavras. Escreva o que deve ser feito.</translation>
        </message>
        <message>
            <source>The label</source>
            <translation>O rótulo</translation>
        </message>
        <message>
            <source>The name</source>
            <translation>O nome</translation>
        </message>
        <message>
            <source>The note</source>
            <translation>A nota</translation>
        </message>
        <message>
            <source>The outcome</source>
            <translation>O resultado</translation>
        </message>
        <message>
            <source>The phone number</source>
            <translation>O telefone</translation>
        </message>
        <message>
            <source>The preference</source>
            <translation>O gosto</translation>
        </message>
        <message>
            <source>The reason</source>
            <translation>O motivo</translation>
        </message>
        <message>
            <source>The signature did not come along. Ask the customer to sign again.</source>
            <translation>A assinatura não veio junto. Peça ao cliente que assine de novo.</translation>
        </message>
        <message>
            <source>The tag</source>
            <translation>A etiqueta</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>O texto</translation>
        </message>
        <message>
            <source>The wording that was shown is not one of head office. Sync, then ask the customer again.</source>
            <translation>O texto que foi mostrado não é da central. Sincronize e pergunte de novo ao cliente.</translation>
        </message>
        <message>
            <source>There is no preference to save yet. Choose or type one.</source>
            <translation>Ainda não há nada para guardar. Escolha ou digite um gosto.</translation>
        </message>
        <message>
            <source>There is no tag to save yet. Type a word.</source>
            <translation>Ainda não há etiqueta. Digite uma palavra.</translation>
        </message>
        <message>
            <source>There is nothing in the note yet. Write a few words.</source>
            <translation>A nota ainda está vazia. Escreva algumas palavras.</translation>
        </message>
        <message>
            <source>There is nothing to save yet. Type the address.</source>
            <translation>Ainda não há nada para guardar. Digite o endereço.</translation>
        </message>
        <message>
            <source>These two are one profile already.</source>
            <translation>Estes dois já são um só perfil.</translation>
        </message>
        <message>
            <source>This change has the number of another one, or comes out of order. Make it again.</source>
            <translation>Esta alteração tem o número de outra ou chegou fora de ordem. Faça-a novamente.</translation>
        </message>
        <message>
            <source>This change is damaged. Make it again.</source>
            <translation>Esta mudança está danificada. Faça-a de novo.</translation>
        </message>
        <message>
            <source>This change is not as it was saved: its signature does not fit. Make it again.</source>
            <translation>Esta alteração não está como foi salva: a assinatura não confere. Faça-a novamente.</translation>
        </message>
        <message>
            <source>This contact is no longer there. Add it as a new one.</source>
            <translation>Este contato não existe mais. Adicione-o como novo.</translation>
        </message>
        <message>
            <source>This customer is not one of this store. Ask head office to share them.</source>
            <translation>Este cliente não é desta loja. Peça à central que o compartilhe.</translation>
        </message>
        <message>
            <source>This customer was erased at head office. Nothing about them is kept.</source>
            <translation>A central apagou este cliente. Nada mais sobre esta pessoa é guardado.</translation>
        </message>
        <message>
            <source>This day does not exist in that month. Check day, month and year.</source>
            <translation>Esse dia não existe nesse mês. Verifique dia, mês e ano.</translation>
        </message>
        <message>
            <source>This is a card number. Card numbers are not kept here.</source>
            <translation>É um número de cartão. Números de cartão não são guardados aqui.</translation>
        </message>
        <message>
            <source>This is not a day. Choose one from the calendar.</source>
            <translation>Isto não é um dia. Escolha um no calendário.</translation>
        </message>
        <message>
            <source>This is not a phone number. Type 5 to 15 digits, no letters.</source>
            <translation>Isto não é um telefone. Digite de 5 a 15 dígitos, sem letras.</translation>
        </message>
        <message>
            <source>This is not a signature. Ask the customer to sign again.</source>
            <translation>Isto não é uma assinatura. Peça ao cliente que assine de novo.</translation>
        </message>
        <message>
            <source>This is not an e-mail address. It needs a name, an @ and a domain.</source>
            <translation>Isto não é um e-mail. Precisa de um nome, um @ e um domínio.</translation>
        </message>
        <message>
            <source>This is not whole. Type every letter and digit.</source>
            <translation>Isto não está completo. Digite todas as letras e números.</translation>
        </message>
        <message>
            <source>This is the same profile. Choose the other one.</source>
            <translation>É o mesmo perfil. Escolha o outro.</translation>
        </message>
        <message>
            <source>This kind of change is not known here. Update this tablet.</source>
            <translation>Este tipo de mudança não é conhecido aqui. Atualize este tablet.</translation>
        </message>
        <message>
            <source>This seller is not known at head office. Choose another one.</source>
            <translation>A central não conhece esta pessoa. Escolha outra.</translation>
        </message>
        <message>
            <source>This store is not known at head office. Choose another one.</source>
            <translation>A central não conhece esta loja. Escolha outra.</translation>
        </message>
        <message>
            <source>This text</source>
            <translation>Este texto</translation>
        </message>
        <message>
            <source>This text holds half a character. Type it again.</source>
            <translation>Este texto tem um caractere pela metade. Digite de novo.</translation>
        </message>
        <message>
            <source>This was already created. Nothing more needs to be done.</source>
            <translation>Isto já foi criado. Nada mais é preciso.</translation>
        </message>
        <message>
            <source>This was decided already, or taken back. Look at the two profiles once more.</source>
            <translation>Isso já foi decidido ou desfeito. Olhe os dois perfis mais uma vez.</translation>
        </message>
        <message>
            <source>This was saved by a version of the app that is too old. Update the app.</source>
            <translation>Isto foi guardado por uma versão antiga demais do aplicativo. Atualize-o.</translation>
        </message>
        <message>
            <source>This was saved on another tablet, and is taken from that one only. Make the change again.</source>
            <translation>Isto foi salvo em outro tablet e só é aceito a partir dele. Faça a alteração novamente.</translation>
        </message>
        <message>
            <source>Too many changes belong together. Save fewer at once.</source>
            <translation>Mudanças demais juntas. Guarde menos de uma vez.</translation>
        </message>
        <message>
            <source>What this changes does not exist. It may have been erased.</source>
            <translation>O que isto muda não existe. Talvez tenha sido apagado.</translation>
        </message>
        <message>
            <source>Whoever saved this does not work in this store (any more). Ask head office.</source>
            <translation>Quem guardou isto não trabalha (mais) nesta loja. Pergunte à central.</translation>
        </message>
        <message>
            <source>You asked for this yourself. Another manager, or head office, has to agree.</source>
            <translation>Foi você quem pediu isto. Outra pessoa da gerência, ou a central, precisa aprovar.</translation>
        </message>
        <message>
            <source>{0} does not change a {1}.</source>
            <translation>{0} não muda um {1}.</translation>
        </message>
        <message>
            <source>{0} has {1} characters; at most {2} fit. Shorten it or split it.</source>
            <translation>{0} tem {1} caracteres; cabem no máximo {2}. Encurte ou divida.</translation>
        </message>
        <message>
            <source>{0}: this choice is not offered. Pick one of the list.</source>
            <translation>{0}: esta opção não é oferecida. Escolha uma da lista.</translation>
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
            <translation>Chave de demonstração: não para clientes reais</translation>
        </message>
        <message>
            <source>Key of this tablet: in its security chip (TPM)</source>
            <translation>Chave deste tablet: no chip de segurança (TPM)</translation>
        </message>
        <message>
            <source>Key of this tablet: in the keyring of its operating system</source>
            <translation>Chave deste tablet: no chaveiro do sistema operacional</translation>
        </message>
        <message>
            <source>Key of this tablet: under a passphrase, asked at every start</source>
            <translation>Chave deste tablet: sob uma frase secreta, pedida a cada início</translation>
        </message>
    </context>
    <context>
        <name>SheetModel</name>
        <message>
            <source>%1: write this down only if the customer asked you to.</source>
            <translation>%1: anote isto só se o cliente pediu.</translation>
        </message>
        <message>
            <source>Head office reviews such notes.</source>
            <translation>A central revisa essas notas.</translation>
        </message>
        <message>
            <source>What you pasted has %1 characters, too many for one go. Paste it in parts.</source>
            <translation>O que você colou tem %1 caracteres, demais para uma vez. Cole em partes.</translation>
        </message>
    </context>
    <context>
        <name>SignInModel</name>
        <message>
            <source>%1, your PIN</source>
            <translation>%1, seu PIN</translation>
        </message>
        <message numerus="yes">
            <source>%n follow-ups today</source>
            <translation>
                <numerusform>%n retorno hoje</numerusform>
                <numerusform>%n retornos hoje</numerusform>
            </translation>
        </message>
        <message>
            <source>Good afternoon. Who is serving?</source>
            <translation>Boa tarde. Quem atende?</translation>
        </message>
        <message>
            <source>Good evening. Who is serving?</source>
            <translation>Boa noite. Quem atende?</translation>
        </message>
        <message>
            <source>Good morning. Who is serving?</source>
            <translation>Bom dia. Quem atende?</translation>
        </message>
        <message>
            <source>Head office adds new colleagues. Your name stands here after the next sync.</source>
            <translation>A central cadastra novas pessoas. Seu nome aparece após a próxima sincronização.</translation>
        </message>
        <message>
            <source>Manager</source>
            <translation>Gerente</translation>
        </message>
        <message>
            <source>Nothing due today</source>
            <translation>Nada para hoje</translation>
        </message>
        <message>
            <source>Signing in did not work. Please try again.</source>
            <translation>Não foi possível entrar. Tente de novo.</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Outra pessoa</translation>
        </message>
        <message>
            <source>Tap your name</source>
            <translation>Toque no seu nome</translation>
        </message>
        <message>
            <source>Tap your name first: then a manager of this store can help you.</source>
            <translation>Toque primeiro no seu nome: depois a gerência desta loja pode ajudar você.</translation>
        </message>
        <message>
            <source>This PIN is not right. Try again.</source>
            <translation>Este PIN não está certo. Tente de novo.</translation>
        </message>
        <message numerus="yes">
            <source>Too many wrong PINs. Try again in %n seconds.</source>
            <translation>
                <numerusform>PINs errados demais. Tente em %n segundo.</numerusform>
                <numerusform>PINs errados demais. Tente em %n segundos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your new PIN holds from now on. Type it to sign in.</source>
            <translation>Seu PIN novo vale a partir de agora. Digite-o para entrar.</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message numerus="yes">
            <source>%n saved things are on their way again</source>
            <translation>
                <numerusform>%n coisa salva está a caminho de novo</numerusform>
                <numerusform>%n coisas salvas estão a caminho de novo</numerusform>
            </translation>
        </message>
        <message>
            <source>All customers come anew from head office and take the place of those held here. You can go on working meanwhile. What you saved is not touched.</source>
            <translation>Todos os clientes vêm de novo da central e substituem os que estão aqui. Enquanto isso você pode continuar trabalhando. O que você salvou não muda.</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Baixar</translation>
        </message>
        <message>
            <source>Download the customers again?</source>
            <translation>Baixar os clientes de novo?</translation>
        </message>
        <message>
            <source>Everything this tablet sent in the last 30 days goes to head office once more. Head office knows what it has: nothing is doubled.</source>
            <translation>Tudo o que este tablet enviou nos últimos 30 dias vai mais uma vez para a central. A central sabe o que já tem: nada fica em dobro.</translation>
        </message>
        <message>
            <source>Save a file for support?</source>
            <translation>Salvar um arquivo para o suporte?</translation>
        </message>
        <message>
            <source>Save file</source>
            <translation>Salvar arquivo</translation>
        </message>
        <message>
            <source>Save what was sent back?</source>
            <translation>Salvar o que foi devolvido?</translation>
        </message>
        <message>
            <source>Saved as %1 in %2</source>
            <translation>Salvo como %1 em %2</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>Send everything again?</source>
            <translation>Enviar tudo de novo?</translation>
        </message>
        <message>
            <source>The customers are downloaded again as soon as head office is reached</source>
            <translation>Os clientes são baixados de novo assim que houver conexão com a central</translation>
        </message>
        <message>
            <source>The file holds versions, counts and times of this tablet, and nothing about customers or sellers. It is saved among your documents.</source>
            <translation>O arquivo contém versões, contagens e horários deste tablet, e nada sobre clientes ou vendedores. Ele é salvo entre os seus documentos.</translation>
        </message>
        <message>
            <source>The file tells which changes were sent back, of what kind and why, and nothing of what they say. It is saved among your documents; nothing is taken off this tablet.</source>
            <translation>O arquivo diz quais mudanças foram devolvidas, de que tipo e por quê, e nada do que dizem. É salvo entre seus documentos; nada é tirado deste tablet.</translation>
        </message>
    </context>
    <context>
        <name>SyncModel</name>
        <message>
            <source>%1 kept</source>
            <translation>Fica %1</translation>
        </message>
        <message>
            <source>%1, quick note</source>
            <translation>%1, nota rápida</translation>
        </message>
        <message>
            <source>%1, seller</source>
            <translation>%1, equipe de vendas</translation>
        </message>
        <message numerus="yes">
            <source>%n more that hangs on it goes along</source>
            <translation>
                <numerusform>%n item que depende dele vai junto</numerusform>
                <numerusform>%n itens que dependem dele vão junto</numerusform>
            </translation>
        </message>
        <message>
            <source>All received</source>
            <translation>Tudo recebido</translation>
        </message>
        <message>
            <source>Choose a value</source>
            <translation>Escolha um valor</translation>
        </message>
        <message>
            <source>Customers are being downloaded again. What you saved is safe.</source>
            <translation>Os clientes estão sendo baixados de novo. O que você salvou está seguro.</translation>
        </message>
        <message>
            <source>Delivered today</source>
            <translation>Entregue hoje</translation>
        </message>
        <message>
            <source>Downloading again</source>
            <translation>Baixando de novo</translation>
        </message>
        <message>
            <source>Everything is sent</source>
            <translation>Tudo foi enviado</translation>
        </message>
        <message>
            <source>Exchanging with head office</source>
            <translation>Trocando dados com a central</translation>
        </message>
        <message>
            <source>Fix and send again</source>
            <translation>Corrigir e enviar de novo</translation>
        </message>
        <message>
            <source>Head office does not know this tablet. What you saved is safe.</source>
            <translation>A central não conhece este tablet. O que você salvou está seguro.</translation>
        </message>
        <message>
            <source>It stays here until you have asked</source>
            <translation>Fica aqui até você perguntar</translation>
        </message>
        <message>
            <source>Just now</source>
            <translation>Agora mesmo</translation>
        </message>
        <message>
            <source>Keep %1</source>
            <translation>Manter %1</translation>
        </message>
        <message>
            <source>No open questions</source>
            <translation>Nada a decidir</translation>
        </message>
        <message>
            <source>Not yet exchanged with head office</source>
            <translation>Ainda sem troca com a central</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Nothing came back</source>
            <translation>Nada voltou</translation>
        </message>
        <message>
            <source>Nothing is waiting. Head office has every word.</source>
            <translation>Nada em espera. A central tem cada palavra.</translation>
        </message>
        <message>
            <source>Nothing was delivered today yet.</source>
            <translation>Hoje ainda nada foi entregue.</translation>
        </message>
        <message>
            <source>Nothing was sent back.</source>
            <translation>Nada foi devolvido.</translation>
        </message>
        <message>
            <source>Nothing yet today</source>
            <translation>Hoje ainda nada</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sem conexão</translation>
        </message>
        <message numerus="yes">
            <source>Offline · %n saved here</source>
            <translation>
                <numerusform>Sem conexão · %n guardado aqui</numerusform>
                <numerusform>Sem conexão · %n guardados aqui</numerusform>
            </translation>
        </message>
        <message>
            <source>Offline. Customers are downloaded again later. What you saved is safe.</source>
            <translation>Sem conexão. Os clientes serão baixados de novo mais tarde. O que você salvou está seguro.</translation>
        </message>
        <message>
            <source>Offline. Everything works, nothing is lost.</source>
            <translation>Sem conexão. Tudo funciona e nada se perde.</translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n days</source>
            <translation>
                <numerusform>O mais antigo, há %n dia</numerusform>
                <numerusform>O mais antigo, há %n dias</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n hours</source>
            <translation>
                <numerusform>O mais antigo, há %n hora</numerusform>
                <numerusform>O mais antigo, há %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Oldest %n minutes</source>
            <translation>
                <numerusform>O mais antigo, há %n minuto</numerusform>
                <numerusform>O mais antigo, há %n minutos</numerusform>
            </translation>
        </message>
        <message>
            <source>Online, last sync %1</source>
            <translation>Com conexão, última vez %1</translation>
        </message>
        <message>
            <source>Sent again</source>
            <translation>Enviado de novo</translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation>Devolvidos</translation>
        </message>
        <message>
            <source>Sent back</source>
            <comment>one</comment>
            <translation>Devolvido</translation>
        </message>
        <message>
            <source>Show more, %1 left</source>
            <translation>Mostrar mais, faltam %1</translation>
        </message>
        <message>
            <source>Slow connection. Everything works, nothing is lost.</source>
            <translation>Conexão lenta. Tudo funciona e nada se perde.</translation>
        </message>
        <message>
            <source>There is nothing to decide.</source>
            <translation>Não há nada a decidir.</translation>
        </message>
        <message>
            <source>This tablet was copied or put back to an earlier state. It now counts as a tablet of its own and gets everything anew. Nothing saved here is lost, and nothing arrives twice.</source>
            <translation>Este tablet foi copiado ou voltou a um estado anterior. Agora conta como um tablet à parte e recebe tudo de novo. Nada do que foi salvo aqui se perde e nada chega duas vezes.</translation>
        </message>
        <message>
            <source>To be asked later</source>
            <translation>Para perguntar depois</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>A decidir</translation>
        </message>
        <message>
            <source>Two values for one field</source>
            <translation>Dois valores para um dado</translation>
        </message>
        <message>
            <source>Two values, you and %1</source>
            <translation>Dois valores, você e %1</translation>
        </message>
        <message>
            <source>Waiting to send</source>
            <translation>A enviar</translation>
        </message>
        <message>
            <source>Which %1 is right?</source>
            <translation>Qual está certo: %1?</translation>
        </message>
        <message>
            <source>changed in two places</source>
            <translation>alterado em dois lugares</translation>
        </message>
        <message>
            <source>changed in two places in less than a day</source>
            <translation>alterado em dois lugares em menos de um dia</translation>
        </message>
        <message>
            <source>changed in two places within an hour</source>
            <translation>alterado em dois lugares em uma hora</translation>
        </message>
        <message>
            <source>to be asked later</source>
            <translation>para perguntar depois</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>“%1”</translation>
        </message>
    </context>
    <context>
        <name>TagSheetModel</name>
        <message>
            <source>Tag removed</source>
            <translation>Etiqueta removida</translation>
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
            <translation>Desfeito</translation>
        </message>
    </context>
    <context>
        <name>TodayModel</name>
        <message numerus="yes">
            <source>%1 in %n days</source>
            <translation>
                <numerusform>%1 em %n dia</numerusform>
                <numerusform>%1 em %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 should be used up by now</source>
            <translation>%1 já deve ter acabado</translation>
        </message>
        <message>
            <source>%1 today</source>
            <translation>%1 hoje</translation>
        </message>
        <message>
            <source>%1 tomorrow</source>
            <translation>%1 amanhã</translation>
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
            <translation>Volta: %1</translation>
        </message>
        <message>
            <source>Bought %1, %2</source>
            <translation>Comprou %1, %2</translation>
        </message>
        <message>
            <source>Complaint open</source>
            <translation>Reclamação aberta</translation>
        </message>
        <message>
            <source>Complaint open: %1</source>
            <translation>Reclamação aberta: %1</translation>
        </message>
        <message>
            <source>Dismissed</source>
            <translation>Dispensado</translation>
        </message>
        <message>
            <source>Done, well looked after</source>
            <translation>Feito, bem cuidado</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tudo</translation>
        </message>
        <message>
            <source>Keep in touch</source>
            <translation>Manter contato</translation>
        </message>
        <message>
            <source>Left %1 in the web cart, %2</source>
            <translation>Deixou %1 no site, %2</translation>
        </message>
        <message>
            <source>Left a cart</source>
            <translation>Carrinho pendente</translation>
        </message>
        <message>
            <source>May be the same person as %1</source>
            <translation>Pode ser a mesma pessoa que %1</translation>
        </message>
        <message>
            <source>My follow-ups</source>
            <translation>Meus retornos</translation>
        </message>
        <message numerus="yes">
            <source>No contact by you for %n days</source>
            <translation>
                <numerusform>Sem contato seu há %n dia</numerusform>
                <numerusform>Sem contato seu há %n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is due for this reason.</source>
            <translation>Não há nada por este motivo.</translation>
        </message>
        <message>
            <source>Nothing is due. A good moment to say hello to somebody in your book.</source>
            <translation>Nada pendente. Um bom momento para dizer olá a alguém da sua carteira.</translation>
        </message>
        <message>
            <source>Replenishment</source>
            <translation>Reposição</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>A mesma pessoa?</translation>
        </message>
        <message>
            <source>Say thanks</source>
            <translation>Agradecer</translation>
        </message>
        <message>
            <source>Special dates</source>
            <translation>Datas especiais</translation>
        </message>
        <message>
            <source>You have not been in touch yet</source>
            <translation>Você ainda não entrou em contato</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>A former seller</source>
            <translation>Alguém que já saiu da equipe</translation>
        </message>
        <message>
            <source>A service case</source>
            <translation>Um caso de atendimento</translation>
        </message>
        <message>
            <source>Added to client book</source>
            <translation>Adicionado à carteira</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Endereço</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>An order of theirs</source>
            <translation>Um pedido da pessoa</translation>
        </message>
        <message>
            <source>Anniversary</source>
            <translation>Aniversário de relação</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Outro</translation>
        </message>
        <message>
            <source>Birthday</source>
            <translation>Aniversário</translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation>Por e-mail</translation>
        </message>
        <message>
            <source>By message</source>
            <translation>Por mensagem</translation>
        </message>
        <message>
            <source>By phone</source>
            <translation>Por telefone</translation>
        </message>
        <message>
            <source>Child's birthday</source>
            <translation>Aniversário do filho ou da filha</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Permissão</translation>
        </message>
        <message>
            <source>Contact corrected</source>
            <translation>Contato corrigido</translation>
        </message>
        <message>
            <source>Contact noted</source>
            <translation>Contato anotado</translation>
        </message>
        <message>
            <source>Contact removed</source>
            <translation>Contato removido</translation>
        </message>
        <message>
            <source>Contact shown</source>
            <translation>Contato mostrado</translation>
        </message>
        <message>
            <source>Contact taken back</source>
            <translation>Contato retirado</translation>
        </message>
        <message>
            <source>Customer without a name</source>
            <translation>Cliente sem nome</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisão</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dados</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Expired, ask again</source>
            <translation>Expirou, pergunte de novo</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>Mulher</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>Retorno</translation>
        </message>
        <message>
            <source>Follow-up changed</source>
            <translation>Retorno alterado</translation>
        </message>
        <message>
            <source>Follow-up dismissed</source>
            <translation>Retorno dispensado</translation>
        </message>
        <message>
            <source>Follow-up done</source>
            <translation>Retorno feito</translation>
        </message>
        <message>
            <source>Follow-up opened again</source>
            <translation>Retorno reaberto</translation>
        </message>
        <message>
            <source>Gold</source>
            <translation>Ouro</translation>
        </message>
        <message>
            <source>Head office</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Important date</source>
            <translation>Data especial</translation>
        </message>
        <message>
            <source>Important date removed</source>
            <translation>Data especial removida</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importado</translation>
        </message>
        <message>
            <source>In store</source>
            <translation>Na loja</translation>
        </message>
        <message>
            <source>In store %1</source>
            <translation>Na loja %1</translation>
        </message>
        <message>
            <source>Invitations</source>
            <translation>Convites</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Rótulo</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>Homem</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mês</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Novo</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Novo contato</translation>
        </message>
        <message>
            <source>New customer</source>
            <translation>Novo cliente</translation>
        </message>
        <message>
            <source>Newsletter</source>
            <translation>Newsletter</translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation>Não perguntado</translation>
        </message>
        <message>
            <source>Not told</source>
            <translation>Não informado</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note changed</source>
            <translation>Nota alterada</translation>
        </message>
        <message>
            <source>Note removed</source>
            <translation>Nota removida</translation>
        </message>
        <message>
            <source>Offers and news</source>
            <translation>Ofertas e novidades</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Personal advice</source>
            <translation>Conselho pessoal</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Ligação</translation>
        </message>
        <message>
            <source>Platinum</source>
            <translation>Platina</translation>
        </message>
        <message>
            <source>Post</source>
            <translation>Correio</translation>
        </message>
        <message>
            <source>Preference</source>
            <translation>Gosto</translation>
        </message>
        <message>
            <source>Preference removed</source>
            <translation>Gosto removido</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Removed from client book</source>
            <translation>Removido da carteira</translation>
        </message>
        <message>
            <source>Same loyalty card</source>
            <translation>O mesmo cartão de fidelidade</translation>
        </message>
        <message>
            <source>Same name</source>
            <translation>O mesmo nome</translation>
        </message>
        <message>
            <source>Same person: left apart</source>
            <translation>A mesma pessoa: continuam dois</translation>
        </message>
        <message>
            <source>Same person: one profile</source>
            <translation>A mesma pessoa: um só perfil</translation>
        </message>
        <message>
            <source>Same person: taken back</source>
            <translation>A mesma pessoa: desfeito</translation>
        </message>
        <message>
            <source>Same person?</source>
            <translation>A mesma pessoa?</translation>
        </message>
        <message>
            <source>Same phone or e-mail</source>
            <translation>O mesmo telefone ou e-mail</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Service desk</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Assinatura</translation>
        </message>
        <message>
            <source>Silver</source>
            <translation>Prata</translation>
        </message>
        <message>
            <source>Social handle</source>
            <translation>Rede social</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>Tag removed</source>
            <translation>Etiqueta removida</translation>
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
            <translation>O cliente</translation>
        </message>
        <message>
            <source>The customer said so</source>
            <translation>O cliente disse</translation>
        </message>
        <message>
            <source>They are here in the store</source>
            <translation>Está aqui na loja</translation>
        </message>
        <message>
            <source>They are on the phone</source>
            <translation>Está ao telefone</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>Caixa</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Waiting for confirmation</source>
            <translation>À espera de confirmação</translation>
        </message>
        <message>
            <source>Web account %1</source>
            <translation>Conta do site %1</translation>
        </message>
        <message>
            <source>Web shop</source>
            <translation>Site</translation>
        </message>
        <message>
            <source>Wedding</source>
            <translation>Casamento</translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation>WhatsApp</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Ano</translation>
        </message>
    </context>
</TS>
