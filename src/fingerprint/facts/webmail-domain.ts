// Providers that give a mailbox to anyone: few, long-lived and well known, so the list is kept here. A user's list
// adds to it. (The npm lists of such domains mix in disposable ones or fetch them over the network on install.)

export const WEBMAIL_DOMAINS: readonly string[] = `
gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.com.br
hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.co.jp live.com live.co.uk live.de
live.fr live.it live.nl live.cn msn.com passport.com windowslive.com
yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.co.jp yahoo.co.in yahoo.in yahoo.ca yahoo.com.br
yahoo.com.au yahoo.com.ar yahoo.com.mx yahoo.com.tw yahoo.com.hk yahoo.com.sg yahoo.com.ph yahoo.com.vn yahoo.co.id
yahoo.co.th yahoo.co.kr ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aim.com verizon.net
icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io
tutamail.com keemail.me mail.com email.com usa.com post.com consultant.com engineer.com myself.com dr.com
gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.us gmx.co.uk gmx.fr web.de freenet.de t-online.de arcor.de mailbox.org
posteo.de posteo.net zoho.com zohomail.com zohomail.eu zohomail.in fastmail.com fastmail.fm hushmail.com hush.com
runbox.com startmail.com disroot.org riseup.net cock.li mailfence.com kolabnow.com ctemplar.com lavabit.com
skiff.com hey.com duck.com inbox.com lycos.com excite.com rediffmail.com indiatimes.com sify.com
qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn vip.sina.com
sohu.com 139.com 189.cn wo.cn 21cn.com tom.com aliyun.com 263.net eyou.com
naver.com daum.net hanmail.net nate.com kakao.com korea.com dreamwiz.com
excite.co.jp goo.jp nifty.com biglobe.ne.jp docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp
mail.ru bk.ru inbox.ru list.ru internet.ru xmail.ru yandex.ru yandex.com ya.ru yandex.kz yandex.by yandex.ua narod.ru
rambler.ru lenta.ru ro.ru autorambler.ru myrambler.ru ukr.net i.ua meta.ua bigmir.net abv.bg mail.bg
wp.pl o2.pl onet.pl op.pl interia.pl interia.eu poczta.onet.pl poczta.fm gazeta.pl tlen.pl seznam.cz email.cz post.cz
centrum.cz centrum.sk azet.sk zoznam.sk atlas.cz freemail.hu citromail.hu indamail.hu mail.ee inbox.lv inbox.lt one.lv
libero.it virgilio.it tiscali.it alice.it tin.it email.it katamail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr
neuf.fr bbox.fr numericable.fr terra.com terra.com.br uol.com.br bol.com.br ig.com.br globo.com globomail.com r7.com
sapo.pt telefonica.net ono.com correo.com btinternet.com sky.com talktalk.net ntlworld.com virginmedia.com
bluewin.ch hispeed.ch telenet.be skynet.be ziggo.nl kpnmail.nl home.nl planet.nl xs4all.nl
comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net optonline.net
rogers.com shaw.ca sympatico.ca telus.net videotron.ca bigpond.com optusnet.com.au xtra.co.nz
walla.com walla.co.il zahav.net.il mynet.com maktoob.com
`
  .trim()
  .split(/\s+/)
