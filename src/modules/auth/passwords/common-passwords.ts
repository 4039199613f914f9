/** Space-separated, so that a thousand of them stay readable. */
const words = (text: string): string[] => text.trim().split(/\s+/);

/** The commonest passwords of leaks that are long enough to be accepted otherwise, in lower case. */
export const COMMON_PASSWORDS: readonly string[] = words(`
  !qaz1qaz!qaz !qaz2wsx3edc !qaz@wsx#edc 000000000000 010203040506 012345678910 0123456789ab 0987654321098
  098765432112 0987654321qw 0p9o8i7u6y5t 101010101010 102030405060 102938475610 1029384756qp 110110110110 111111111111
  111122223333 111222333444 112233445566 11223344556677 121212121212 123123123123 123321123321 123456123456
  123456654321 123456781234 123456789012 1234567890123 12345678901234 1234567890abc 1234567890qw 1234567890qwe
  1234567890qwertyuiop 123456789123 1234567891234 123456789987 123456789987654321 123456789aaa 123456789abc
  123456789abcd 123456789asd 123456789qwe 123456789qwerty 12345678abcd 12345678qwer 12345678qwertyui 1234567qwertyu
  123456abcdef 123456qwerty 12345qwert12345 12345qwertasdf 1234qwer1234 1234qwerasdf 1234qwerasdfzxcv 123abc123abc
  123qwe!@#qwe 123qwe123qwe 123qweasd123 123qweasdzxc 1314520131452 135792468013 147258369147 147258369963
  159357456852 159753159753 159753456852 192837465564 192837465646 1a2b3c4d5e6f 1q2w3e1q2w3e 1q2w3e4r!@#$ 1q2w3e4r1q2w
  1q2w3e4r1q2w3e4r 1q2w3e4r5t1q 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p 1q2w3e4r5tqwe
  1qaz!qaz1qaz 1qaz1qaz1qaz 1qaz2wsx1qaz 1qaz2wsx1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz@wsx3edc 1qazxsw23edc
  1qazxsw23edcvfr4 222222222222 246813579024 271828182845 314159265358 314159265359 50cent50cent 520131452013
  5201314520131 52013145201314 555555555555 666666666666 741852963741 741852963852 777777777777 789456123000
  789456123456 789456123789 852456852456 888888888888 963852741963 987654321012 987654321098 999999999999 a12345678901
  a123456789012 a123456a123456 a1b2c3d4e5f6 a1b2c3d4e5f6g7 a1s2d3f4g5h6 aa12345678900 aa123456789a aa123456aa123456
  aaa123456789 aaaaaa111111 aaaaaaaaaaaa aabbccddeeff abc123456789 abc123abc123 abc123def456 abcabcabcabc abcd12345678
  abcd1234abcd abcdef123456 abcdefg12345 abcdefg123456 abcdefg1234567 abcdefghijkl abcdefghijklm abcdefghijklmnop
  abcdefghijklmnopqrstuvwxyz abdullah1234 abracadabra1 access123456 access1234567 admin1234567 admin12345678
  admin123456789 adminadmin12 adminadmin123 administration administrator administrator! administrator1
  administrator123 adminpassword adminpassword1 akucintakamu alejandra123 alejandro123 alexander123 alexander1234
  alexandra123 alexandria12 alhamdulillah allahuakbar1 amanda123456 andrew123456 angel1234567 angelangel12
  angelina1234 anhyeuem1234 anhyeuem12345 anhyeuem1314 ankara060606 anthony12345 anthony123456 aragorn12345
  arsenal12345 arsenalarsenal asd123456789 asd123asd123 asdf1234asdf asdfasdf1234 asdfasdfasdf asdfghjkl123
  asdfghjkl1234 asdfghjkl12345 asdfghjklzxcvbnm asdfjkl;asdfjkl; asdfqwer1234 ashley123456 ashleyashley assassinscreed
  asshole12345 australia123 australia1234 autumn2020!! autumn2021!! autumn2022!! autumn2023!! autumn2024!!
  autumn2025!! azerty123456 azertyazerty azertyuiop12 azertyuiop123 azertyuiopqsdfgh azsxdcfvgb12 azsxdcfvgbhn
  babygirl1234 babygirl12345 barcelona123 barcelona1234 baseball1234 baseball12345 basketball12 basketball123
  basketball23 batman123456 batman1234567 batmanbatman bayernmunich beautiful123 beautiful1234 besiktas1903
  bestfriend12 bestfriend123 bestfriends1 bestfriends4 bestfriendsforever beyonce12345 bismillah123 bismillah1234
  bismillah786 bitch1234567 bitchbitch12 blink182blink182 blueberry123 bobmarley123 bobmarley420 bonjour12345
  bonjourbonjour borussia1909 brandon12345 brandon123456 brasil123456 brasilbrasil breakingbad1 broncos12345
  budweiser123 bullshit1234 business1234 butterflies1 butterfly123 butterfly1234 california12 california123
  callofduty12 callofduty123 camaro123456 captainamerica carlos123456 changeme123! changeme1234 changeme12345
  changemenow1 changemeplease charlie12345 charlie123456 cheerleader1 cheerleader12 cheesecake12 chelsea12345
  chelsea123456 chelseachelsea chevrolet123 chewbacca123 chicken12345 chickennugget chickennuggets children1234
  chocolat1234 chocolate123 chocolate1234 chocolatecake christina1234 christmas1225 christmas123 christopher1
  christopher12 christopher123 cintaku12345 cisco1234567 ciscocisco12 cocksucker12 communication company12345
  computer1234 computer12345 computer123456 congratulations contrasena12 contrasena123 contraseña123 contraseña1234
  conyeumenhieu corinthians1 corona123456 correct-horse-battery-staple correct_horse_battery_staple correcthorse
  correcthorsebattery correcthorsebatterystaple corvette1234 corvette12345 counterstrike counterstrike1 cowboys12345
  cristianoronaldo cupcake12345 daddysgirl12 daddysgirl123 dallascowboys daniel123456 danieldaniel darthvader12
  darthvader123 database1234 daughter1234 december1234 december12345 december2012 default1234! default12345
  default123456 demopassword deutschland1 deutschland123 dolphin12345 dolphins1234 dontforget12 dontforgetme
  doraemon1234 doudou123456 dragon123456 dragonball123 dragonballz1 dragonballz12 dragondragon dupadupadupa
  eagles123456 eduardo12345 elephant1234 elizabeth123 elizabeth1234 eminem123456 emyeuanh1234 engineering1
  engineering12 england12345 england1966! entertainment environmental estrella1234 estrellita12 extraordinary
  facebook1234 facebook12345 facebook123456 family123456 familyfamily familyfirst1 february1234 fenerbahce1907
  fernando1234 ferrari12345 ferrari123456 flamengo1234 football1234 football12345 football123456 forever12345
  forever123456 forever21123 foreverlove1 foreveryoung foreveryours forgetmenot1 francisco123 frankfurt123
  freedom12345 freedom123456 friday123456 friends12345 friendsforever fucker123456 fuckoff12345 fuckoff123456
  fuckyou12345 fuckyou123456 fuckyouall12 fuckyoubitch fuckyoufuckyou gabriel12345 gabriela1234 galatasaray1
  gameofthrones gandalf12345 gandalf123456 germany12345 gmail.com123 gmail1234567 godblessme12 godblessyou1
  godisgood123 godisgreat12 goodmorning1 goodmorning123 goodnight123 google123456 gorgeous1234 grandfather1
  grandmother1 grandtheftauto greenday1234 guadalupe123 guestguest12 guitar123456 guitarhero12 guitarhero123
  hallo1234567 hallo12345678 hallohallo12 halloween1031 halloween123 hamburg12345 hansolo12345 happybirthday
  happybirthday1 happynewyear1 harley123456 harleydavidson harrypotter1 harrypotter12 harrypotter123 haslo1234567
  heineken1234 hello12345678 hello123hello hellohello12 hellokitty12 hellokitty123 hellokitty1234 hellothere12
  hellothere123 helloworld12 helloworld123 heslo1234567 hobbit123456 hola12345678 holahola1234 holamundo123
  hotmail12345 hotmail123456 hurricane123 iamawesome12 iamawesome123 iamsocool123 iamthebest12 iamthebest123
  ichliebedich ichliebedich1 ihatemylife1 ihateyou1234 iloveanimals iloveboobies ilovechocolate ilovehorses1
  ilovejesus12 ilovejesus123 ilovemusic12 ilovemycats1 ilovemydaughter ilovemydogs1 ilovemyfamily ilovemymom12
  ilovemyself1 ilovemyson123 ilovemywife1 ilovepizza12 iloveyou!!!! iloveyou1234 iloveyou12345 iloveyou123456
  iloveyou4ever iloveyoubabe iloveyoubaby iloveyouforever iloveyouiloveyou iloveyoumom1 iloveyoumore iloveyousomuch
  iloveyoutoo1 imagination1 imawesome123 imthebest123 independence independence1 india1234567 indiaindia12
  indonesia123 indonesia1234 information1 intelligence international internet1234 internet12345 ironmaiden66
  ironmaiden666 ironman12345 istanbul1234 istanbul3434 jackdaniels1 jackdaniels7 january12345 jennifer1234
  jennifer12345 jessica12345 jessica123456 jessicajessica jesuschrist1 jesuschrist7 jesusislord1 jesuslovesme
  jesuslovesyou jetaime12345 jetaimejetaime jordan123456 jordan232323 joshua123456 justinbieber justinbieber1
  justinbieber123 juventus1234 katherine123 kawasaki1234 killer123456 killer666666 killerkiller kochamcie123
  kochamcie1234 lakers123456 lamborghini1 leagueoflegends legolas12345 letmein12345 letmein123456 letmeinletmein
  letmeinplease lifegoeson12 lifeisgood12 lifeisgood123 lifesucks123 lightning123 linkinpark12 linkinpark123
  linuxlinux12 lionelmessi10 lionking1234 liverpool123 liverpool1234 liverpoolfc1 login1234567 loginlogin12
  lokomotiv123 londonengland lordoftherings losangeles12 losangeles123 losangeleslakers losenord1234 love12345678
  love123456789 lovelovelove lovelylovely loverboy1234 lovers123456 loveyou12345 loveyouforever lozenord1234
  lubov1234567 lukeskywalker mahalkita123 mahalkita1234 malaysia1234 manager12345 manager123456 manchester12
  manchestercity manchesterunited marijuana420 marina123456 mariposa1234 marlboro1234 massachusetts master123456
  master12345678 mastermaster mathematics1 mathematics12 matkhau12345 matkhau123456 matrix123456 matrixmatrix
  matthew12345 mercedes1234 mercedesbenz mercedesbenz1 merlin123456 merrychristmas metallica123 metallica1234
  michael12345 michael123456 michaeljackson michaeljordan michelle1234 michelle12345 microsoft123 midnight1234
  minecraft123 minecraft1234 minecraft12345 minnesota123 misiaczek123 mississippi1 mohamed12345 mohammed1234
  mohammed12345 mommy1234567 mommydaddy12 monday123456 monkey123456 monkey1234567 monkeymonkey monkeys12345
  moonlight123 moonlight1234 morpheus1234 moskva123456 motdepasse12 motdepasse123 motdepasse1234 motherfather
  motherfucker motherfucker1 motherteresa motorcycle12 muhammad1234 muhammad12345 mustafa12345 mustang12345
  mustang123456 myfamily1234 mylifesucks1 mylove123456 mypassword123 mypassword1234 naruto123456 narutouzumaki
  nastya123456 natasha12345 ncc1701d1234 ncc1701e1234 ncc1701ncc1701 network12345 network123456 nevergiveup1
  neverland123 nevermind123 newpassword1 newpassword123 newyork12345 newyorkcity1 newyorkyankees newzealand12
  nicholas1234 nihao1234567 nihaonihao12 nintendo1234 nintendo64123 nirvana12345 northcarolina november1234
  november12345 october12345 office123456 office12345678 onedirection onedirection1 onedirection12 onelove12345
  onepiece1234 opensesame12 opensesame123 oracle123456 oracleoracle p4ssw0rd1234 p@55w0rd1234 p@ssw0rd1234
  p@ssw0rdp@ssw0rd p@ssword1234 pa$$w0rd1234 pa$$word1234 pa55w0rd1234 pa55word1234 packers12345 pakistan1234
  pakistan12345 pakistan123456 pakistan786786 palmeiras123 parola123456 parolaparola pass12345678 pass123456789
  pass1234pass1234 pass1234word passpasspass passw0rd1234 passw0rdpassw0rd passwd123456 password!234 password0123
  password01234 password1!2@ password1111 password1122 password1212 password123! password1234 password1234!
  password12345 password123456 password1234567 password123456789 password1313 password1984 password2000 password2010
  password2012 password2020 password2021 password2022 password2023 password2024 password2025 password2026 password9999
  passwordabcd passwordpassword passwordqwerty passwordxxxx passwort1234 passwort12345 passwort123456 patriots1234
  penguin12345 penguins1234 pennsylvania philadelphia philippines1 phoenix12345 phoenix123456 photography1
  photography12 pineapple123 pittsburgh12 pittsburghsteelers playstation1 playstation2 playstation3 playstation4
  playstation5 pokemon12345 pokemon123456 pokemonpokemon polska123456 polskapolska porsche91123 princess1234
  princess12345 princess123456 princessprincess privet123456 privetprivet professional professional1 pussy1234567
  q1w2e3r4q1w2 q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8 qawsedrftgyh qawsedrftgyhuj qaz123wsx456 qazwsx123456
  qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazwsxqazwsx qazxsw123456 qazxswedcvfr qwe123456789 qwe123asd456
  qwe123qwe123 qweasd123456 qweasdzxc123 qweasdzxc1234 qweqweqweqwe qwer1234asdf qwer1234asdf5678 qwer1234qwer
  qwerasdfzxcv qwerasdfzxcv1234 qwert1234567 qwert12345qwert qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789
  qwerty1234567890 qwerty123qwerty qwerty654321 qwertyasdfgh qwertyasdfzxcv qwertyqwerty qwertyqwerty1 qwertyuiop12
  qwertyuiop123 qwertyuiop1234 qwertyuiop12345 qwertyuiop[] qwertyuiop[]\\ qwertyuiopasdf qwertyuiopasdfgh
  qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm rahasia12345 rahasia123456 raiders12345 realmadrid12 realmadrid123
  redsox123456 relationship1 responsibility robert123456 rockandroll1 rockstar1234 rockstar12345 ronaldo12345
  rootpassword rootroot1234 router123456 sakura123456 sakurasakura salasana1234 salasana12345 samantha1234
  samantha12345 samsung12345 samsung123456 samsunggalaxy sanfrancisco sanfrancisco1 saopaulofc12 sasukeuchiha
  satisfaction saturday1234 savannah1234 sayangkamu12 sayangkamu123 sayangku1234 schalke04123 schatzi12345
  schatzschatz scotland1234 sebastian123 secret123456 secretsecret secure123456 security1234 security12345
  selenagomez1 senha1234567 senha12345678 september123 september1234 server123456 serverserver service12345
  service123456 sexybitch123 sexygirl1234 sexymama1234 sexysexysexy shadow123456 shadowshadow sifre1234567
  sifre12345678 singapore123 skateboarding skywalker123 slipknot6666 slipknot666666 smokeweed420 snoopdogg123
  snowboarding snowflake123 southcarolina spartak12345 spiderman123 spiderman1234 spring2020!! spring2021!!
  spring2022!! spring2023!! spring2024!! spring2025!! springbreak1 springtime12 starlight123 startrek1234 starwars1234
  starwars12345 steelers1234 stephanie123 stephanie1234 stormtrooper strawberry12 strawberry123 subhanallah1
  summer2020!! summer202020 summer2021!! summer2022!! summer2023!! summer2024!! summer2025!! summertime12
  summertime123 sunday123456 sunshine1234 sunshine12345 sunshine123456 superadmin123
  supercalifragilisticexpialidocious superman1234 superman12345 superman123456 superuser123 support12345 support123456
  suzuki123456 sweetheart12 sweetheart123 sysadmin1234 taylorswift1 taylorswift13 teamo1234567 teamomucho12
  teamoteamo12 temp12345678 temporary123 temppassword temppassword1 tequiero1234 tequieromucho test12345678
  test123456789 testing12345 testing123456 testpassword testpassword1 testtest1234 testtesttest thailand1234
  thankyoujesus thepassword1 thewalkingdead thisisapassword thisisasecret1 thisisatest12 thisismypassword
  thisismypassword1 thisispassword thomas123456 thunderbird1 thunderbirds thunderstorm thx1138thx1138 tiger1234567
  tigers123456 tigger123456 topsecret123 topsecret1234 totoro123456 toyota123456 transformers transformers1
  trinity12345 truelove1234 trueloveforever trustno1trustno1 trustnoone12 tupacshakur1 turkiye12345 unbelievable
  unbelievable1 understanding unforgettable universidad1 university12 university123 user12345678 username1234
  useruseruser valentina123 victoria1234 victoria12345 vietnam12345 volkswagen12 volkswagen123 volleyball12
  volleyball123 wachtwoord12 wachtwoord123 wang123456789 warcraft1234 washington12 washington123 washingtondc
  watermelon12 watermelon123 weed42042042 welcome1234! welcome12345 welcome123456 welcome2020! welcome2021!
  welcome2022! welcome2023! welcome2024! welcome2025! welcome2026! welcometohell welcomewelcome welkom01welkom01
  welkom123456 westvirginia whatever1234 whateverman1 whatisthis12 whatsup12345 whatthefuck1 whatthehell1 whoareyou123
  william12345 windows12345 windows123456 winter2020!! winter2021!! winter2022!! winter2023!! winter2024!!
  winter2025!! wintertime12 woaini123456 woaini1314520 woaini520131 woaini5201314 woainiwoaini wonderland12
  wonderland123 wonderwoman1 worldofwarcraft woshishui123 wsxedcrfvtgb yahoo.com123 yahoo1234567 yahooyahoo12
  yamaha123456 yankees12345 yeuemnhieulam yourpassword zaq!2wsxcde# zaq12wsxcde3 zaq12wsxzaq1 zaq1xsw2cde3
  zaq1xsw2cde3vfr4 zaq1zaq1zaq1 zaqwsxcderfv zenit1234567 zenitzenit12 zhang1234567 zxc123456789 zxcvasdfqwer
  zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfghjkl zxcvbnmasdfghjklqwertyuiop zxcvzxcvzxcv
`);

/** Words that leaked passwords are most often made of: with digits and signs around them they are no better. */
export const COMMON_WORDS: readonly string[] = words(`
  abc abcd abcde abcdef abcdefg abcdefgh abdullah access admin administrador administrator africa ahmed aisha
  alexander alexandra alexey ali allah amanda amazing america andrew andrey android angel angels ankara anna anthony
  antonio anything apple april argentina arsenal asdf asdfgh asdfghjkl ashley asshole audi august australia autumn
  awesome azerty azertyuiop baby babyboy babygirl banana barcelona baseball basketball batman beach bear beautiful
  beijing berlin besiktas bestfriend bienvenido bienvenue bismillah bitch bitcoin black blessed blue bmw bonjour boobs
  boston brasil brazil brother buddha bullshit business butter butterfly california camaro canada candy captain carlos
  changeit changeme changemenow changethis charlie cheese chelsea chen cherry chevrolet chevy chicago chicken china
  chocolate christ christina christopher ciao cisco cock coffee company computer contrasena contrasenia cookie cookies
  cool corvette crazy cricket crypto dad daddy dallas daniel darthvader database december default delhi demo demon
  deutschland devil diamond dick dmitri doggy dollar dolphin dragon eagle elena elephant elizabeth eminem england
  espana everton everything facebook faith falcon fall family father fatima february fenerbahce fernando ferrari
  florida flower flowers football ford forest forever foreverlove fortnite france francisco freedom friday friend
  friends frodo fucker fuckme fuckoff fuckyou funny gabriel galatasaray gandalf germany ghost ginger gmail god goku
  gold golden golf google gorgeous grace green guest guitar hallo happy harley harrypotter haslo hassan heaven hell
  hello helloworld hero heslo hockey hogwarts hola honda honey hope horse hotmail hotstuff hottie hunter hussein
  ibrahim ilove iloveu iloveyou india indonesia instagram inter internet iphone ironman island istanbul italia italy
  ivan jakarta january japan jennifer jessica jesus jesuschrist jordan jose joshua juan july june juventus kawasaki
  killer king kings kitten kitty knight korea letmein letmeinnow liberty lightning linux lion liu liverpool login
  logmein london losenord love lovely lover lovers loveyou lucky luis madrid malaysia manager manchester manunited
  march maria master matkhau matrix matthew may mercedes merlin metallica mexico miami michael michelle microsoft
  midnight miguel milan minecraft mohamed mohammed mom mommy monday money monkey moonlight moscow moskva motdepasse
  mother motherfucker mountain muhammad mumbai music mustafa mustang mylove namaste naruto natasha neo network newyork
  nicole nihao ninja nintendo nirvana nissan nobody nokia nothing november ocean october office onelove oracle orange
  outlook pakistan panther paris parola pass passw passwd password passwort peace peanut pedro penguin pepper phoenix
  piano pikachu pineapple pink pizza playstation pokemon pony porn porsche pretty prince princess privet puppy purple
  pussy qazwsx qazwsxedc queen qweasd qweasdzxc qwert qwerty qwertyuiop qwertz qwertzuiop rahasia rainbow ranger
  realmadrid red river robert roblox rock rockstar roma root router russia salasana samantha samsung samurai sasuke
  satan saturday sebastian secret secure security senha seoul september sergey server service sex sexy shadow shit
  sifre silver sister skywalker slipknot smile smiley snake sniper soccer softball soldier somebody something sony
  spain spider spiderman spring starlight startrek starwars stephanie storm strawberry success sugar summer sunday
  sunflower sunshine superadmin superhero superman superuser support suzuki sweetheart sweetie sydney sysadmin system
  temp temporary tennis test tester testing texas thailand thomas thunder thursday tiger tokyo toor topsecret
  tottenham toyota trinity truelove trustme trustno trustnoone tuesday turkey turkiye twitter ubuntu understudy usa
  user username vegas victoria vietnam vladimir volleyball wachtwoord wang warrior wednesday welcome welcomeback
  welkom whatever white william willkommen windows winner winter wizard wolf wonderwoman xbox yahoo yamaha yellow yoda
  youtube zhang zxcv zxcvbn zxcvbnm
`);
