#include "core/match/heading_words.h"

#include <QStringList>

#include <initializer_list>
#include <utility>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

// One line an idea and a group of languages. A word that may mean two things ("number", "contact") stands under an idea
// of its own, so that only its neighbours decide. Phrases stand here where their words alone would mislead.
using Line = std::pair<Idea, const char16_t *>;

const std::initializer_list<Line> &lines()
{
    static const std::initializer_list<Line> all = {
        {Idea::Nothing,
            u"next,upcoming,nächste,nächster,nächstes,prochain,prochaine,próximo,próxima,prossimo,prossima,volgende,"
            u"com,ddd,"
            u"所在,the,of,a,an,to,for,at,on,in,is,and,or,your,my,our,what,please,enter,type in,main,primary,preferred,"
            u"default,principal,e,billing,bill to,mailing,field,column,col,data,info,information,required,digits,dd,mm,"
            u"yy,yyyy,ddmmyyyy,c,default address,current,best,incl,total of,number to call "
            u"of,details,usual,legal,personal,day,"
            u"der,die,das,des,dem,den,von,vom,am,und,oder,ihr,ihre,dein,deine,zum,zur,fur,"
            u"de,la,le,les,l,du,d,un,une,et,ou,votre,vos,principale,rechnungs,"
            u"el,los,las,del,y,o,su,tu,cual,es,por,favor,do,da,dos,das,seu,sua,qual,"
            u"il,lo,gli,di,della,dell,tuo,tua,suo,sua,het,een,van,je,jouw,uw,wat,en,w,z,na,i,din,ditt,"
            u"の,ご,お,的,您的,您"},
        {Idea::Phone,
            u"wireless,wireless phone,phone,phones,phone "
            u"number,ph,tel,tele,telephone,mobile,mobiles,mob,cell,cellphone,cellular,handphone,hp,"
            u"landline,msisdn,call number,number to call,to number,dial number,phone to call,whatsapp,cellnumber,"
            u"contact number,contact no,contact nr,direct phone,gsm,smartphone,callee,"
            u"telefon,telefonnummer,rufnummer,handy,mobil,mobiltelefon,fon,festnetz,festnetznummer,mobilfunk,"
            u"mobilfunknummer,telefonisch,kontaktnummer,"
            u"téléphone,telephonique,portable,téléphone portable,tél,"
            u"teléfono,teléfonos,tlf,tlfno,tfno,móvil,celular,celulares,telefónico,"
            u"telefone,telemóvel,fone,telefono,telefonico,recapito telefonico,cellulare,cellulari,"
            u"telefoon,mobiel,mobiele,telefoonnummer,telefonu,komórka,komórkowy,komórki,kom,telefonnr,"
            u"puhelin,puhelinnumero,matkapuhelin,telefonszám,telefonos,telefonní číslo,mobilní,"
            u"cep,cep telefonu,telefonu,telefon numarası,gsm no,telepon,ponsel,nomor hp,điện thoại,số điện thoại,"
            u"телефон,телефона,мобильный,моб,сотовый,тел,τηλέφωνο,κινητό,"
            u"電話,電話番号,携帯,携帯電話,携帯番号,电话,電話號碼,电话号码,联系电话,手机,手机号,手机号码,手機,"
            u"전화,전화번호,휴대폰,휴대전화,연락처,핸드폰,هاتف,الهاتف,رقم الهاتف,الجوال,رقم الجوال,جوال,טלפון,נייד,"
            u"फोन,मोबाइल,दूरभाष,โทรศัพท์,เบอร์โทร"},
        {Idea::Fax, u"fax,telefax,télécopie,faks,faxnummer"},
        {Idea::Email,
            u"email,mail,e mail,mails,emails,email id,mail id,electronic mail,mailadresse,emailadresse,courriel,mél,"
            u"adresse de messagerie,messagerie,correo,correo electrónico,correio,correio eletrónico,correio eletrônico,"
            u"posta elettronica,indirizzo mail,indirizzo email,e mail adr,email adr,adres mailowy,posta,e "
            u"posta,eposta,e post,epost,epostadress,e postadress,mailadres,emailadres,pec,"
            u"почта,эл почта,электронная почта,имейл,sähköposti,メール,メールアドレス,邮箱,邮件,电子邮件,電子郵件,"
            u"이메일,메일,البريد,البريد الإلكتروني,ईमेल,email cím,דואל"},
        {Idea::Name,
            u"name,names,nm,fullname,"
            u"vor und nachname,vorname und nachname,"
            u"nom,nom prénom,nom et prénom,prénom et nom,"
            u"nombre,nombres,nombre y apellido,nombre y apellidos,nombres y apellidos,"
            u"nome,nome e sobrenome,nome e apelido,nome e cognome,cognome e nome,nominativo,"
            u"naam,voor en achternaam,voornaam en achternaam,imię i nazwisko,nazwisko i imię,nazwa,nazwy,osoba,"
            u"namn,navn,nimi,jméno,meno,név,jméno a příjmení,för och efternamn,"
            u"ad,adı,isim,ad soyad,adı soyadı,nume,nume complet,"
            u"имя,фио,имя и фамилия,όνομα,ονοματεπώνυμο,氏名,名前,お名前,姓名,名称,客户姓名,收件人姓名,"
            u"이름,성명,성함,구매자명,주문자명,고객명,الاسم,اسم,الاسم الكامل,שם,שם מלא,नाम,nama,nama lengkap,tên,họ "
            u"tên,họ và tên,ชื่อ"},
        {Idea::ContactPerson,
            u"contact name,contact person,contactperson,contactpersoon,kontaktperson,ansprechpartner,ansprechperson,"
            u"personne de contact,interlocuteur,persona de contacto,pessoa de contato,pessoa de contacto,referente,"
            u"persona di contatto,osoba kontaktowa,kontaktní osoba,контактное лицо,担当者名,联系人"},
        {Idea::FirstName,
            u"first name,firstname,fname,f name,given name,givenname,given,forename,christian name,vorname,rufname,"
            u"prénom,primer nombre,nombre de pila,primeiro nome,nome próprio,prenome,voornaam,roepnaam,imię,imiona,"
            u"förnamn,fornavn,etunimi,křestní jméno,krstné meno,keresztnév,prenume,名,下の名前,이름만,имя собственное,"
            u"nama depan,الاسم الأول,שם פרטי,पहला नाम"},
        {Idea::LastName,
            u"last name,lastname,lname,l name,surname,family name,familyname,second name of family,nachname,"
            u"familienname,zuname,nom de famille,nom d usage,apellido,apellidos,primer apellido,sobrenome,apelido,"
            u"último nome,cognome,achternaam,familienaam,nazwisko,efternamn,etternavn,efternavn,sukunimi,příjmení,"
            u"priezvisko,vezetéknév,soyad,soyadı,soyisim,фамилия,επώνυμο,姓,苗字,성,nama belakang,اسم العائلة,"
            u"שם משפחה,उपनाम"},
        {Idea::First, u"first,erste,premier,primer,primera,primeiro,primo,eerste,pierwszy"},
        {Idea::Last, u"last,latest,letzte,letzter,dernier,dernière,último,última,ultimo,ultima,laatste,ostatni"},
        {Idea::Middle,
            u"middle,middle name,additional name,second name,middle initial,segundo nombre,tussenvoegsel,zweiter "
            u"vorname,"
            u"deuxième prénom,initial,initials,отчество,secondo nome,segundo nome"},
        {Idea::Full,
            u"full,complete,vollständig,vollständiger,complet,complète,completo,completa,volledige,volledig,pełne,"
            u"fullständigt,полное,lengkap"},
        {Idea::Company,
            u"company,companies,organisation,organization,org,firm,business name,employer,legal entity,"
            u"firma,firmenname,unternehmen,betrieb,arbeitgeber,société,entreprise,raison sociale,compagnie,"
            u"empresa,compañía,razón social,organización,organização,razão social,azienda,ditta,ragione "
            u"sociale,società,"
            u"impresa,bedrijf,bedrijfsnaam,organisatie,firmy,przedsiębiorstwo,företag,virksomhed,yritys,společnost,"
            u"spoločnosť,cég,cégnév,şirket,firma "
            u"adı,компания,организация,фирма,εταιρεία,会社,会社名,企業名,公司,公司名称,"
            u"企业,회사,회사명,الشركة,شركة,कंपनी,perusahaan,công ty"},
        {Idea::City,
            u"city,town,mailingcity,billingcity,town city,city "
            u"town,municipality,locality,suburb,stadt,ort,wohnort,gemeinde,ortschaft,"
            u"ville,commune,localité,ciudad,población,localidad,municipio,cidade,localidade,"
            u"città,citta,comune,località,stad,plaats,woonplaats,gemeente,miasto,miejscowość,ort stad,by,"
            u"kaupunki,postitoimipaikka,město,obec,mesto,város,település,şehir,ilçe,oraș,город,населенный пункт,πόλη,"
            u"市区町村,都市,城市,도시,시,المدينة,مدينة,עיר,शहर,नगर,kota,thành phố"},
        {Idea::State,
            u"state,province,county,region,bundesland,kanton,département,région,provincia,estado,uf,regione,"
            u"provincie,województwo,län,область,регион,都道府県,省份,시도,राज्य,provinsi"},
        {Idea::Postcode,
            u"postcode,post code,postal code,postal,zip,zip code,pin code,pincode,plz,postleitzahl,code postal,cp,"
            u"código postal,cep código,cap,codice postale,kod pocztowy,postnummer,postinumero,psč,irányítószám,posta "
            u"kodu,"
            u"индекс,почтовый индекс,郵便番号,邮编,우편번호,kode pos"},
        {Idea::Country, u"country,land,pays,país,paese,kraj,maa,země,ország,ülke,страна,国,国家,국가,البلد,देश,negara"},
        {Idea::Street,
            u"street,address1,address2,address line,straße,strasse,anschrift,rue,calle,dirección,rua,endereço,"
            u"indirizzo,via,straat,ulica,gata,gatuadress,улица,住所,地址,주소,العنوان,पता,alamat"},
        {Idea::Address,
            u"address,addresses,adresse,adress,adres,dirección de,endereço de,indirizzo di,adresi,adresa,адрес"},
        {Idea::Date,
            u"date,dt,dated,datum,datums,fecha,data,dato,päivämäärä,dátum,tarih,tarihi,дата,ημερομηνία,日付,日期,날짜,"
            u"التاريخ,تاريخ,תאריך,तारीख,दिनांक,tanggal,ngày"},
        {Idea::Time,
            u"time,hour,hours,uhrzeit,zeit,heure,hora,ora,tijd,godzina,tid,kello,čas,idő,saat,время,時間,时间,시간,"
            u"الوقت,समय,waktu"},
        {Idea::Zone, u"zone,zona,strefa,zóna"},
        {Idea::TimeZone,
            u"timezone,time zone,tz,timezone name,time zone name,utc offset,zeitzone,fuseau horaire,fuseau,zona "
            u"horaria,"
            u"huso horario,fuso horário,fuso orario,fuso,tijdzone,strefa czasowa,tidszon,tidszone,aikavyöhyke,"
            u"časové pásmo,időzóna,saat dilimi,часовой пояс,タイムゾーン,时区,시간대,المنطقة الزمنية,समय क्षेत्र,zona "
            u"waktu"},
        {Idea::Due,
            u"pending,offen,offene,offener,offenes,offene "
            u"posten,dovuto,dovuta,openstaand,openstaande,pendiente,pendientes,pendente,"
            u"zaległa,zaległość,vencto,vcto,期日,支払期日,入金期日,お支払期限,due,owed,owing,overdue,outstanding,"
            u"payable,past due,due date,payment due,payment due date,payment "
            u"deadline,"
            u"fällig,fälligkeit,fälligkeits,fälligkeitsdatum,fällig am,zahlungsziel,zahlbar bis,"
            u"échéance,date limite de paiement,vencimiento,f vencimiento,fec vencimiento,f vto,fecha vto,dt vencimento,"
            u"fecha límite,fecha límite de pago,vencimento,scadenza,"
            u"data scadenza,vervaldatum,vervaldag,betaaldatum,uiterste betaaldatum,termin płatności,data płatności,"
            u"förfallodatum,förfallodag,forfaldsdato,forfallsdato,eräpäivä,splatnost,datum splatnosti,son ödeme tarihi,"
            u"vade,vade tarihi,срок оплаты,срок платежа,支払期限,到期日,到期日期,납기일,تاريخ الاستحقاق,jatuh tempo,देय "
            u"तिथि"},
        {Idea::Order,
            u"order,orders,ord,purchase,bestellung,bestell,bestellungs,auftrag,auftrags,commande,pedido,encomenda,"
            u"ordine,"
            u"bestelling,bestel,zamówienie,zamówienia,beställning,ordre,tilaus,objednávka,objednávky,rendelés,sipariş,"
            u"заказ,"
            u"заказа,"
            u"注文,订单,訂單,주문,الطلب,ऑर्डर,pesanan"},
        {Idea::Appointment,
            u"appointment,appt,apt date,apt date time,apt datetime,appointment datetime,meeting,visit "
            u"date,termin,termine,wunschtermin,rendez vous,rdv,cita,turno,"
            u"consulta,agendamento,appuntamento,visita,afspraak,wizyta,wizyty,spotkanie,randevu,прием,запись на "
            u"прием,予約,"
            u"예약,预约,موعد,janji temu"},
        {Idea::Birth,
            u"birth,dob,birthday,birthdate,geburt,geburts,geb,geburtsdatum,geburtstag,naissance,nacimiento,nascimento,"
            u"nascita,geboorte,geboortedatum,urodzenia,födelse,födelsedatum,fødselsdato,syntymäaika,narození,doğum,"
            u"рождения,"
            u"生年月日,出生,생년월일"},
        {Idea::Created,
            u"created,create,submitted,entered,added,registered,timestamp,time stamp,joined,join,signup,sign up,"
            u"erstellt,angelegt,zeitstempel,créé,création,horodateur,creado,creación,marca temporal,criado,"
            u"carimbo de data hora,carimbo,informazioni cronologiche,creato,tijdstempel,aangemaakt,utworzono,sygnatura "
            u"czasowa,"
            u"eintritt,eintritts,inscription,registro"},
        {Idea::Amount,
            u"amount,amt,amounts,total,totals,sum,balance,bal,price,grand total,subtotal,"
            u"betrag,betrags,summe,gesamtbetrag,gesamtsumme,preis,saldo,gesamt,gesamtpreis,endbetrag,"
            u"montant,somme,solde,prix,montant ttc,importe,monto,precio,montante,preço,quantia,valor total,"
            u"importo,prezzo,totale,bedrag,totaal,totaalbedrag,prijs,kwota,kwota brutto,wartość "
            u"brutto,suma,cena,wartość,belopp,summa,totalt,"
            u"beløb,beløp,pris,määrä,částka,částka celkem,celkem,celková "
            u"částka,suma,összeg,tutar,toplam,fiyat,сумма,стоимость,итого,ποσό,金額,合計,合计,請求金額,請求額,"
            u"ご請求金額,实付金额,应付金额,订单金额,"
            u"金额,"
            u"总额,总金额,금액,합계,총 결제금액,결제금액,총금액,المبلغ,مبلغ,राशि,jumlah,total harga,số tiền"},
        {Idea::Cost,
            u"cost,costs,kosten,unkosten,coût,coûts,costo,costos,coste,costes,custo,custos,costi,koszt,koszty,kostnad,"
            u"kostnader,omkostninger,maliyet,费用,成本,費用,비용"},
        {Idea::Value, u"value,values,wert,valeur,valor,valore,waarde,värde,значение"},
        {Idea::Account,
            u"account,accounts,acct,acc,ac,a c,konto,konten,compte,cuenta,conta,conto,rekening,konta,tili,účet,számla,"
            u"hesap,счет,счета,口座,账户,账号,계좌,الحساب,खाता,akun,rekening bank"},
        {Idea::Customer,
            u"customer,customers,cust,client,clients,clnt,kunde,kunden,kd,kdnr id,clientèle,cliente,clientes,clienti,"
            u"klant,klanten,klient,klienta,klienci,kund,asiakas,zákazník,ügyfél,müşteri,клиент,клиента,客户,顧客,고객,"
            u"العميل,ग्राहक,pelanggan,khách hàng"},
        {Idea::Contact,
            u"contact,contacts,kontakt,kontakts,contacto,contato,contatto,kontaktowy,yhteystieto,iletişim,контакт,联系,"
            u"连络,संपर्क,kontak"},
        {Idea::Human,
            u"구매자,주문자,pembeli,person,lead,leads,prospect,invitee,invitees,patient,patienten,member,members,"
            u"subscriber,tenant,donor,"
            u"guest,attendee,buyer,"
            u"debtor,borrower,applicant,requester,recipient,consumer,caller,respondent,participant,registrant,"
            u"candidate,"
            u"policyholder,insured,mitglied,mitglieds,teilnehmer,empfänger,mandant,debitor,schuldner,interessent,"
            u"käufer,"
            u"adhérent,membre,abonné,débiteur,destinataire,acheteur,paciente,socio,deudor,comprador,destinatario,"
            u"devedor,paziente,acquirente,debitore,patiënt,lid,deelnemer,pacjent,pacjenta,dłużnik,odbiorca,收货人,患者,"
            u"пациент"},
        {Idea::Holder, u"holder,inhaber,kontoinhaber,titulaire,titular,intestatario,rekeninghouder,właściciel"},
        {Idea::Number,
            u"编号,編號,number,numbers,no,nos,nr,num,nbr,n,num "
            u"of,nummer,nummern,numéro,numéros,nro,número,números,numero,numeri,"
            u"nummers,numer,numeru,číslo,szám,numara,numarası,номер,№,αριθμός,番号,号码,号,번호,رقم,नंबर,संख्या,nomor"},
        {Idea::Id,
            u"id,ids,ident,identifier,identifiant,identification,uid,uuid,guid,key,ref id,record id,kennung,"
            u"identificador,identificativo"},
        {Idea::Code, u"code,codes,kod,código,codice,kennzahl,код,代码"},
        {Idea::Invoice,
            u"invoice,invoices,inv,bill,rechnung,rechnungen,facture,factura,fatura,fattura,factuur,faktura,faktury,"
            u"lasku,"
            u"счет фактура,請求書,发票"},
        {Idea::Contract,
            u"policy,contract,agreement,loan,membership,vertrag,vertrags,police,contrat,contrato,póliza,apólice,"
            u"contratto,"
            u"polizza,contract nummer,umowa,umowy,avtal,договор,合同"},
        {Idea::Delivery,
            u"delivery,deliver,ship date,liefer,lieferung,livraison,entrega,consegna,levering,dostawa,доставка"},
        {Idea::Expiry, u"expiry,expiration,expires,renewal,ablauf,verlängerung,expiration du,caducidad,validade"},
        {Idea::Status, u"status,stage,disposition,result,outcome,état,statut,stato,durum,статус,状态,ステータス"},
        {Idea::Type, u"type,kind,is a company,is company,category,label,typ,art,tipo,soort,rodzaj,тип,suffix,prefix"},
        {Idea::Owner, u"owner,assigned,agent,rep,manager,besitzer,propriétaire,propietario,proprietario,eigenaar"},
        {Idea::Source, u"source,origin,quelle,origine,origen,origem,bron,źródło,источник"},
        {Idea::Notes,
            u"notes,note,comment,comments,remark,remarks,message,description,reason,bemerkung,bemerkungen,notiz,"
            u"notizen,"
            u"kommentar,anmerkung,commentaire,commentaires,remarque,observaciones,observación,comentario,comentarios,"
            u"notas,"
            u"observações,nota,osservazioni,opmerking,opmerkingen,uwagi,anteckning,notlar,примечание,комментарий,備考,"
            u"备注"},
        {Idea::Language, u"language,lang,sprache,langue,idioma,lingua,taal,język,språk,dil,язык,言語,语言,언어"},
        {Idea::Title,
            u"title,salutation,honorific,anrede,civilité,tratamiento,tratamento,titolo,aanhef,обращение,敬称"},
        {Idea::Job,
            u"job,job title,position,role,department,profession,funktion,beruf,fonction,cargo,puesto,funzione,functie"},
        {Idea::Gender, u"gender,sex,geschlecht,sexe,sexo,genere,sesso,geslacht,płeć,kön,пол,性別,性别,성별"},
        {Idea::Website, u"website,web,url,homepage,site,webseite,sitio web,sito"},
        {Idea::Product, u"product,item,sku,plan,service,produkt,artikel,produit,article,producto,produto,prodotto"},
        {Idea::Priority, u"priority,urgency,priorität,priorité,prioridad,prioridade,priorità,prioriteit"},
        {Idea::Currency,
            u"currency,eur,euro,euros,usd,gbp,inr,rs,chf,pln,zł,руб,рублей,rub,元,円,währung,devise,moneda,moeda,"
            u"valuta,waluta"},
        {Idea::Home,
            u"hm,home,house,private,privat,zuhause,domicile,fixe,particular,casa,fijo,residencial,fixo,abitazione,"
            u"thuis,"
            u"domowy,hemma,домашний,自宅"},
        {Idea::Work,
            u"wk,work,business,office,daytime,geschäftlich,dienstlich,büro,arbeit,bureau,travail,professionnel,trabajo,"
            u"oficina,"
            u"trabalho,comercial,ufficio,lavoro,werk,zakelijk,służbowy,arbete,рабочий,勤務先"},
        {Idea::Other,
            u"other,alt,alternate,alternative,secondary,second,additional,backup,2nd,zweite,weitere,andere,autre,"
            u"secondaire,"
            u"otro,secundario,outro,altro,secondario,ander"},
        {Idea::Shipping,
            u"shipping,ship,ship to,lieferanschrift,livraison à,envío,envio,spedizione,verzending,wysyłki"},
        {Idea::Relative,
            u"parent,guardian,spouse,emergency,doctor,nurse,physician,next of kin,mother,father,student,child,partner,"
            u"reference,referrer,referred,co "
            u"applicant,notfall,eltern,arzt,urgence,médecin,emergencia,emergenza,creditor"},
        {Idea::Extension, u"extension,ext,durchwahl,poste,ramal,interno,doorkiesnummer,direct line"},
        {Idea::User, u"user,username,login,benutzer,utilisateur,usuario"},
        {Idea::Activity,
            u"activity,contacted,called,call,modified,updated,update,changed,geändert,modifié,paid,payment,"
            u"bezahlt,payé,pagado,pago"},
    };
    return all;
}

} // namespace

const QHash<QString, Idea> &headingWords()
{
    static const QHash<QString, Idea> words = [] {
        QHash<QString, Idea> built;
        for (const auto &[idea, list] : lines()) {
            for (const QString &word : QString::fromUtf16(list).split(u',')) {
                built.insert(comparable(word), idea);
                // Keys know no umlauts: "faelligkeit".
                QString plain = word.toLower();
                plain.replace(u'ä', u"ae"_s).replace(u'ö', u"oe"_s).replace(u'ü', u"ue"_s).replace(u'ß', u"ss"_s);
                if (!built.contains(comparable(plain)))
                    built.insert(comparable(plain), idea);
            }
        }
        built.remove({});
        return built;
    }();
    return words;
}

} // namespace callsheet::match
