/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-languages.h"

#define WEST \
  "windows-1252 ISO-8859-1 ISO-8859-15 macintosh IBM850 IBM437 IBM858 windows-1254 ISO-8859-9 " \
  "UTF-16LE UTF-16BE UTF-32LE UTF-32BE IBM037 IBM500"
#define NORTH WEST " IBM865 ISO-8859-10"
#define CENTRAL "windows-1250 ISO-8859-2 IBM852 x-mac-centraleurroman UTF-16LE UTF-16BE"
#define BALTIC "windows-1257 ISO-8859-13 IBM775 ISO-8859-4 UTF-16LE"
#define CYRILLIC \
  "windows-1251 KOI8-R KOI8-U IBM866 ISO-8859-5 IBM855 x-mac-cyrillic UTF-16LE UTF-16BE"

const CwTestLanguage cw_test_languages[] = {
  { "English", "windows-1252 macintosh UTF-16LE UTF-16BE UTF-32LE IBM037 IBM500",
    "“We moved to the café behind the church,” she said, “and that’s where it all began – the "
    "choir, the Tuesday suppers, the naïve little newsletter.” I asked her who paid for it. "
    "“Nobody "
    "paid. We passed a hat round, and when the hat was empty we cooked at home for a week.” By "
    "then "
    "there were forty of us, and we didn’t fit into the café any more." },
  { "German", NORTH,
    "Früher war das anders, da hat man sich auf der Straße noch gegrüßt. Heute läuft jeder "
    "mit gesenktem Kopf vorbei, und wenn ich frage, wie es geht, dann höre ich nur: müde. "
    "Natürlich "
    "übertreibe ich ein bißchen, aber für ältere Menschen ist das schon schwer. Meine Mutter "
    "hätte sich gewünscht, dass öfter jemand vorbeikommt und ein paar Sätze mit ihr spricht." },
  { "French", WEST,
    "Au début, personne ne savait où se trouvait la maison de quartier. J’étais arrivée "
    "après les élections, très fatiguée, et j’ai dû tout apprendre à la fois : les "
    "clés, les façons de parler, même l’heure à laquelle on fermait. Ça a changé peu à "
    "peu, grâce à des gens qui étaient là depuis longtemps et qui m’ont aidée." },
  { "Spanish", WEST,
    "¿Y qué pasó después? Pues nada, los niños se fueron a la otra escuela y nosotros "
    "nos quedamos aquí. El señor de la tienda me decía que volverían, pero él también cerró "
    "el año pasado. Mi compañera está enfadada todavía; yo no. Aprendí a esperar, y mañana "
    "empezamos otra vez con la reunión del barrio, ¡con quien quiera venir!" },
  { "Portuguese", WEST,
    "Não sei explicar porquê, mas a associação já não é a mesma. Antigamente as "
    "reuniões eram à noite, havia pão e café, e toda a gente falava. Agora há um relatório, uma "
    "votação e ninguém fica. As pessoas têm pressa, estão cansadas, e eu também. A minha irmã diz "
    "que amanhã será melhor; oxalá tenha razão." },
  { "Italian", WEST,
    "Perché sono rimasta? Perché qui c’è mia madre, e poi la città mi piace così com’è. Ho "
    "provato ad andare più a nord, però dopo un anno ero già tornata. Si lavorava di più, si "
    "parlava meno, e la libertà che cercavo non c’era. Adesso faccio la metà delle ore e ho il "
    "doppio del tempo: è una qualità della vita che non cambierei." },
  { "Danish", NORTH,
    "Jeg blev født på en lille ø, og dér gik vi i skole sammen, både de små og de større. "
    "Når færgen ikke kunne sejle, måtte læreren blive hos os, og så spiste hun grød ved "
    "bordet. Det lærte jeg meget af. Siden er skolen lukket, og børnene kører i bus til byen hver "
    "morgen, også når det blæser." },
  { "Swedish", NORTH,
    "Jag började på sjukhuset för åtta år sedan, och då kände jag ingen alls. Första "
    "hösten åt jag lunch ensam, men så småningom frågade någon om jag ville följa med ut. Nu är vi "
    "en grupp på tio som går längs ån varje tisdag. Det låter kanske inte så märkvärdigt, men för "
    "mig är det nästan det viktigaste på hela veckan." },
  { "Finnish", NORTH,
    "Muutimme tänne keväällä, kun jää oli vielä järvellä. Äitini ei pitänyt "
    "ajatuksesta, mutta nyt hän käy täällä joka viikko. Naapurit ovat ystävällisiä, vaikka "
    "eivät puhu paljon. Minä tein ensin etätöitä, sitten löysin paikan kirjastosta. Sellaista "
    "elämää en osannut edes pyytää, ja silti se tuli." },
  { "Icelandic", "windows-1252 ISO-8859-1 ISO-8859-15 ISO-8859-10 IBM861 UTF-16LE",
    "Ég byrjaði að vinna í frystihúsinu þegar ég var fimmtán ára, það gerðu allir. "
    "Mamma sagði alltaf að ég ætti að læra eitthvað annað, en mér fannst gott að vera með hinum. "
    "Seinna fór ég suður í skóla og þá áttaði ég mig á því hvað þorpið hafði gefið mér. Núna kem "
    "ég heim á hverju sumri." },
  { "Romanian", "windows-1250 ISO-8859-2 IBM852 UTF-16LE",
    "Când am ajuns aici, nu cunoşteam pe nimeni şi nici limba nu o ştiam prea bine. Vecina "
    "de la etajul întâi m-a învăţat tot ce trebuia: unde se cumpără pâine, cum se plăteşte "
    "lumina, la cine să mă duc dacă sunt bolnavă. Acum îi ajut eu pe alţii, şi îmi dau seama cât "
    "de mult a însemnat răbdarea ei pentru mine." },
  { "Polish", CENTRAL,
    "Wcześniej pracowałam w szkole, a teraz prowadzę świetlicę dla dzieci, które po "
    "lekcjach nie mają dokąd pójść. Najtrudniejsze są pierwsze tygodnie: ktoś się wstydzi, "
    "ktoś się złości, ktoś zasypia nad zupą. Później jest łatwiej. Myślę, że one uczą mnie więcej "
    "niż ja je, choć może to brzmi śmiesznie." },
  { "Czech", CENTRAL,
    "Nejdřív jsme se scházeli jen tak, jednou týdně, u mě v kuchyni. Potom přibyli další "
    "lidé a bylo nás příliš mnoho, takže jsme požádali školu, jestli by nám nepůjčila třídu. "
    "Ředitel řekl, že ano, když ji večer uklidíme. A tak to běží už šest let, i když se "
    "účastníci samozřejmě mění." },
  { "Slovak", CENTRAL,
    "Keď som bola malá, chodievali sme každú nedeľu k starej mame na dedinu. Dnes tam už "
    "nikto nebýva, dom je prázdny a záhrada zarástla. Môj brat by ho chcel predať, ale ja si "
    "myslím, že ešte nie je čas. Veď deti sa tam radi hrajú a v lete tam môžeme stráviť celý "
    "týždeň bez telefónu." },
  { "Slovene", CENTRAL,
    "Včasih smo se srečevali vsak četrtek, potem pa vedno redkeje. Mislim, da je bilo to "
    "zaradi službe, saj so vsi začeli delati dlje. Še zmeraj se pokličemo, če kdo zboli ali če se "
    "kaj lepega zgodi. Letos želimo pripraviti večje srečanje, tudi za tiste, ki so se odselili." },
  { "Croatian", CENTRAL,
    "Djeca su otišla, a mi smo ostali u kući koja je sada prevelika. Čini mi se da svaki "
    "dan pričamo o istim stvarima: o vrtu, o susjedima, o tome što će biti sutra. Ponekad dođe "
    "nećakinja i sve se promijeni, smijemo se i pečemo kolače do ponoći. Već tjedan dana poslije "
    "jedva čekamo da opet nazove." },
  { "Hungarian", CENTRAL,
    "Először azt hittem, hogy csak néhány hétre jövök, aztán húsz év lett belőle. A "
    "nővérek tanítottak meg mindenre, ők tudták, hogyan kell beszélni a betegekkel. Később én "
    "lettem "
    "az, akitől kérdeznek, és őszintén szólva ez jó érzés. Persze fárasztó is: este gyakran csak "
    "ülök "
    "a konyhában, és nézem az esőt." },
  { "Turkish", "windows-1254 ISO-8859-9 IBM857 UTF-16LE UTF-16BE IBM1026",
    "Annem bu mahallede doğdu, ben de burada büyüdüm. Çocukken sokakta oynardık, "
    "akşam olunca komşular kapının önünde çay içerdi. Şimdi herkes çok yoğun, kimse kimseyi "
    "tanımıyor. Geçen yıl küçük bir dernek kurduk; ilk başta üç kişiydik, bugün yüz kişiyiz. "
    "İnsanlar "
    "konuşmayı özlemiş, bunu gördük." },
  { "Estonian", BALTIC " windows-1252 ISO-8859-15",
    "Ma tulin siia tööle kohe pärast kooli ja mõtlesin, et jään ainult üheks "
    "aastaks. Küla oli väike, aga inimesed võtsid mind hästi vastu. Õhtuti käisime järve ääres "
    "ja rääkisime kõigest. Nüüd on mul oma maja ja kaks last, kes ei taha linnast midagi kuulda. "
    "Võib-olla lähevad nemad kunagi ära, see on nende otsus." },
  { "Latvian", BALTIC,
    "Kad es sāku strādāt bibliotēkā, man šķita, ka cilvēki nāk tikai pēc grāmatām. Pēc "
    "kāda laika sapratu, ka daudzi vienkārši grib aprunāties. Tagad mums katru ceturtdienu ir "
    "tējas pēcpusdiena, un vecākie kaimiņi stāsta bērniem par to, kā te bija agrāk. Tas ir "
    "mazliet trokšņaini, bet ļoti jauki." },
  { "Lithuanian", BALTIC,
    "Iš pradžių nežinojau, ką daryti: vaikai išvažiavo, namai ištuštėjo, o draugų čia "
    "beveik neturėjau. Tada kaimynė pakvietė mane į chorą. Dainuoti aš nemoku, bet ten niekas "
    "nesijuokė. Dabar mūsų yra dvidešimt ir kiekvieną šeštadienį važiuojame į kitą miestelį. Galiu "
    "pasakyti, kad man tai pakeitė gyvenimą." },
  { "Vietnamese", "windows-1258 VISCII UTF-16LE",
    "Hồi đó gia đình tôi rất nghèo, nhưng bố mẹ vẫn cho chúng tôi đi học. Mỗi sáng tôi đi "
    "bộ hơn một giờ để đến trường, mùa mưa thì đường rất trơn. Bây giờ con tôi có xe đạp và "
    "không hiểu tại sao tôi lại kể những chuyện ấy. Tôi chỉ muốn nó biết rằng mọi thứ đã thay đổi "
    "nhiều như thế nào." },
  { "Russian", CYRILLIC,
    "Сначала мы собирались просто так, на кухне у соседки, пили чай и разговаривали. Потом "
    "кто-то предложил записывать рассказы старших, пока они ещё помнят. Я ходила с тетрадкой из "
    "дома в дом, и почти все соглашались. За зиму получилось сорок историй, и теперь их читают "
    "дети в нашей школе." },
  { "Ukrainian", "windows-1251 KOI8-U ISO-8859-5 x-mac-cyrillic UTF-16LE",
    "Спершу ми думали, що це триватиме кілька тижнів, і взяли з собою тільки найнеобхідніше. "
    "Діти питали, коли їхатимемо додому, а я не знала, що відповісти. Потім знайшлися люди, які "
    "допомогли з житлом і роботою. Тепер ми вже звикли, хоча щовечора згадуємо наш сад і річку за "
    "будинком." },
  { "Bulgarian", "windows-1251 ISO-8859-5 IBM855 x-mac-cyrillic UTF-16LE",
    "Когато се върнах в селото, повечето къщи бяха празни. Първата зима беше тежка, нямаше с "
    "кого да си кажа две думи. После дойдоха още няколко семейства и отворихме отново читалището. "
    "Сега там има хор, кръжок за децата и всяка събота някой разказва нещо интересно. Не е много, "
    "но ни държи заедно." },
  { "Serbian", "windows-1251 ISO-8859-5 IBM855 UTF-16LE",
    "Радила сам у болници тридесет година и никад нисам помислила да одем. Људи су долазили из "
    "целог краја, неки само да се изјадају. Млађе колеге сада имају више папира него времена за "
    "разговор, и то ми је жао. Кажем им: седите мало поред кревета, ћутите, слушајте, па ћете већ "
    "нешто научити." },
  { "Greek", "windows-1253 ISO-8859-7 IBM737 IBM869 x-mac-greek UTF-16LE UTF-16BE",
    "Όταν ήρθα στο νησί, νόμιζα ότι θα μείνω ένα καλοκαίρι. Δούλευα σε ένα μικρό καφενείο και "
    "μάθαινα σιγά σιγά τους ανθρώπους. Τον χειμώνα έμεινα μόνη με λίγους γέρους ψαράδες, κι αυτοί "
    "μου έδειξαν πώς να ζω χωρίς βιασύνη. Τώρα τα παιδιά μου μεγαλώνουν εδώ, και δεν θα έφευγα για "
    "τίποτα." },
  { "Hebrew", "windows-1255 ISO-8859-8 IBM862 UTF-16LE UTF-16BE",
    "בהתחלה לא הכרתי כאן אף אחד. השכנים היו נחמדים, אבל כל אחד היה עסוק בשלו, ורק בשבת היינו "
    "נפגשים ליד המכולת. אחר כך פתחנו גינה משותפת, והכול השתנה. היום אני מכירה את כל הילדים "
    "ברחוב, והם באים אליי לעזור בהשקיה. מי היה מאמין שעגבניות יכולות לחבר בין אנשים." },
  { "Arabic", "windows-1256 ISO-8859-6 IBM720 UTF-16LE UTF-16BE",
    "عندما جئنا إلى هذه المدينة لم نكن نعرف أحدا. كان والدي يعمل في السوق، وكانت أمي تبقى معنا في "
    "البيت. بعد سنة تعرفنا على الجيران وصرنا نجتمع كل مساء. تعلمت منهم كيف أنظر إلى الأمور بهدوء، "
    "وكيف أقبل المساعدة دون خجل. اليوم أحاول أن أفعل الشيء نفسه مع من يصل جديدا." },
  { "Persian", "windows-1256 UTF-16LE",
    "وقتی مدرسه را شروع کردم، هیچ کس را نمی شناختم. معلم ما زن مهربانی بود که هر روز پیش از درس "
    "چند دقیقه با ما حرف می زد. او می گفت گوش دادن از گفتن سخت تر است. حالا خودم معلم شده ام و "
    "گاهی همان جمله را به شاگردانم می گویم. بعضی می خندند، ولی چند نفر همیشه فکر می کنند." },
  { "Thai", "windows-874 TIS-620 UTF-16LE UTF-16BE",
    "ตอนแรกฉันไม่รู้จักใครเลยในหมู่บ้านนี้ เพื่อนบ้านพูดน้อยแต่ยิ้มให้ทุกครั้งที่พบกัน "
    "พอเริ่มช่วยกันทำอาหารในงานวัดเราก็สนิทกันมากขึ้น เดี๋ยวนี้ทุกเย็นเด็กๆ จะมาเล่นที่หน้าบ้าน "
    "และผู้ใหญ่ก็นั่งคุยกันจนมืด ฉันคิดว่าที่นี่เป็นบ้านของฉันแล้ว และไม่อยากย้ายไปที่อื่นอีก" },
  { "Japanese", "Shift_JIS EUC-JP ISO-2022-JP UTF-16LE UTF-16BE",
    "はじめてこの町に来たとき、知っている人は一人もいませんでした。毎朝、駅前のパン屋で同じおばあさん"
    "と会い、少しずつ話をするようになりました。彼女は昔の祭りのことや、川がまだきれいだったころのこと"
    "を教えてくれました。今ではわたしが新しく来た人たちに、その話を聞かせています。だれかが覚えていな"
    "いと、すぐに消えてしまうからです。子どもたちもときどき質問をしてくれるので、とてもうれしいです。" },
  { "Korean", "EUC-KR windows-949 ISO-2022-KR UTF-16LE UTF-16BE",
    "처음 이 동네에 왔을 때는 아는 사람이 하나도 없었습니다. 아침마다 시장에서 채소를 파는 할머니와 "
    "인사를 나누다가 조금씩 친해졌습니다. 할머니는 옛날이야기를 많이 해 주셨고 저는 그것을 공책에 "
    "적었습니다. 지금은 동네 아이들이 그 공책을 읽으러 옵니다. 사람들이 서로 이야기를 듣는 것만으로도 "
    "마음이 따뜻해진다는 것을 배웠습니다. 앞으로도 계속 모으고 싶습니다." },
  { "Chinese", "GB18030 GBK HZ UTF-16LE UTF-16BE",
    "我刚到这个城市的时候，一个人也不认识。每天早上在门口的小店买早饭，慢慢地就和老板娘说上了话。她告诉我"
    "哪里的菜便宜，哪条路晚上不要走。后来我自己开了一个小小的书店，孩子们放学以后会来看书，我从来不赶他们走"
    "。有时候他们的父母也会坐下来聊一会儿，说说工作上的事情。我觉得这样的生活很好，比我以前想的要简单得多，"
    "也要热闹得多。如果有人问我还要不要回老家，我会说现在这里就是我的家了。" },
  { "Chinese, traditional", "Big5 UTF-16LE UTF-16BE",
    "我剛到這個城市的時候，一個人也不認識。每天早上在門口的小店買早飯，慢慢地就和老闆娘說上了話。她告訴我"
    "哪裡的菜便宜，哪條路晚上不要走。後來我自己開了一個小小的書店，孩子們放學以後會來看書，我從來不趕他們走"
    "。有時候他們的父母也會坐下來聊一會兒，說說工作上的事情。我覺得這樣的生活很好，比我以前想的要簡單得多，"
    "也要熱鬧得多。如果有人問我還要不要回老家，我會說現在這裡就是我的家了。" },
};

const gsize cw_test_n_languages = G_N_ELEMENTS (cw_test_languages);
