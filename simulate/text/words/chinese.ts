// Chinese: the same symbols as English, written with its own sentences and things.
import { type Grammar, words } from '../grammar.js'

export const CHINESE: Grammar = {
  thing: words(
    '酸面团|红烧排骨|砂锅|辣椒油|年夜饭|番茄苗|阳台花架|堆肥箱|月季扦插|滴灌带|高铁票|民宿预订|签证材料|行李清单|转机时间|跑步计划|膝盖疼痛|拉伸动作|体脂率|指数基金|房贷利率|应急存款|年终奖计税|发票报销|作息表|幼儿园面试|零花钱|科学展览|盐铁专卖|驿站制度|运河漕运|光合速率|潮汐锁定|晶格结构|消息队列|数据透视表|正则表达式|接口超时|缓存穿透|联合索引|死锁日志|容器镜像|灰度发布|登录表单|小程序页面|求职信|短篇小说|演讲稿|论文摘要|租房押金|劳动合同|竞业条款|商标检索|偏头痛记录|血常规报告|过敏季节|季度复盘|客户流失表|供应商合同|库存盘点|和弦进行|贝斯线|桌游规则|关卡设计|漏水龙头|墙面返潮|地暖管道|虚拟语气|听力练习|声调标记|抽样偏差|置信区间|读书报告|小组作业|电路实验|刹车片|冬季轮胎|婚礼座位表|年会流程|志愿者排班',
  ),
  adj: words(
    '旧的|便宜的|坏掉的|整洁的|嘈杂的|备用的|小一点的|可靠的|奇怪的|简单的|本地的|临时的|沉重的|现代的|季节性的|便携的|不平整的|二手的|罕见的|粗糙的|精致的|过时的|稳定的|借来的|潮湿的|自制的',
  ),
  who: words(
    '我妹妹{name}|一位同事{name}|房东{name}|部门经理{name}|隔壁邻居{name}|我女儿{name}|一个客户{name}|班主任{name}|新来的实习生{name}|会计{name}|{place}的朋友|供应商{name}|评审老师{name}|{name}|客服小组{name}|我表哥{name}|合伙人{name}',
  ),
  when: words(
    '上周{weekday}|{2-9}天之内|从{2-12}月开始|{weekday}之前|下个月|最近{2-11}周|{weekday}上午|{2-28}号之前|试了{2-6}次之后|明天|这个周末|月底|{3-48}小时内',
  ),
  weekday: words('周一|周二|周三|周四|周五|周六|周日'),
  amount: words(
    '{2-60}|大约{10-400}|{100-9000}|差不多{3-80}|最多{2-40}|百分之{5-95}的|将近{20-900}|{2-12}到{13-30}',
  ),
  unit: words('块钱|小时|页|公斤|米|个人|行|分钟|件|升|次请求|公里|周|位用户|克|个字|份文件|单'),
  name: words('{fam}{giv}|{fam}{giv}{giv}'),
  fam: words('陆|沈|苏|叶|温|柏|纪|柯|岑|阮|祁|滕|施|顾|鲁|乔|殷|庄|骆|梅'),
  giv: words('岚|川|宁|舟|禾|雪|桐|远|安|昕|若|星|澄|朗|静|柳|溪|书|原|清'),
  place: words('{giv}{pl}|{giv}{giv}{pl}|{fam}家{pl}'),
  pl: words('镇|湾|桥|岭|港|浦|坪|寨|塘|渡'),
  effect: words(
    '生锈|变慢|散架|被退回|涨价一倍|失效|越来越不准|漏水|更新后崩溃|让人困惑|超时|显得不专业|缩水|超出预算|悄悄报错|惹{who}不高兴|招来投诉|需要返修',
  ),
  act: words(
    '修理|替换|规划|比较|解释|搭建|挑选|改进|重写|测试|做预算|清理|重启|记录|测量|扩容|简化|整理|调试|保存|检查|提速|准备|转换|重新设计',
  ),
  greet: words('你好，|您好，|请问，|在吗？|早上好，|想问一下，|麻烦了，|'),
  close: words('谢谢！|多谢|麻烦简短一点|列几点就行|举个例子最好|用大白话说|最好有个表格|你怎么看？|辛苦了'),
  ask: words(
    '怎样{act}{adj}{thing}，才不会让{thing}{effect}？|能帮我{act}一下{thing}吗？{fact}|{when}{act}{thing}，最好的办法是什么？|为什么我一{act}{thing}，{thing}就会{effect}？|{fact}我应该先{act}{thing}还是{thing}？|给{who}写一段关于{thing}的说明：{fact}|比较{thing}和{thing}，预算{amount}{unit}|给我{2-9}个关于{adj}{thing}的点子，{who}{when}要用|如果{fact}你会先{act}什么？|我{when}需要{act}{thing}，从哪里下手？{fact}|向只懂{thing}的{who}解释{thing}|制定一个计划，先{act}{thing}再{act}{thing}，控制在{amount}{unit}|{who}说{thing}{when}会{effect}，是真的吗？|把这段改成清单：{fact}{fact}|估算一下{act}{amount}{unit}{thing}要多久|把关于{thing}的笔记改成发给{who}的邮件：{fact}|{thing}{when}开始{effect}，{fact}怎么办？|为{place}的{adj}{thing}项目起个名字',
  ),
  fact: words(
    '我手上有{amount}{unit}和一个{adj}{thing}。|{who}{when}已经试着{act}过。|{thing}{when}开始{effect}。|因为{thing}我们超了{amount}{unit}。|{who}换了{thing}之前一直正常。|{place}已经没人卖{adj}{thing}了。|说明书只提到{thing}，没提{thing}。|上一次花了{amount}{unit}。|{who}希望{when}完成。|{adj}那个要{amount}{unit}。|我们的{thing}全靠{who}。|它每天要承受{amount}{unit}。|我宁愿自己{act}{thing}。|{thing}和{thing}合不到一起。',
  ),
  follow: words(
    '那{thing}呢？|好的，不过{fact}|能不能再短一点|如果改成{act}{adj}{thing}呢？|为什么会{effect}？|用{amount}{unit}举个例子|不行，现在{thing}好像在{effect}|给{who}加一句|{thing}也照样来一遍|我{when}已经{act}过了|第{2-6}步说的{thing}，是不是{thing}？|继续',
  ),
  lazy: words('你好|继续|短一点|改一下|解释|还有吗|为什么|谢谢|总结一下|翻译|再来一个|对吗'),
  lead: words(
    '简单说，先{act}{thing}。|要看{thing}的情况。|可以，不过{adj}{thing}会有影响。|先从{thing}入手，再看{thing}。|下面这个版本{who}可以直接用。|多数人{act}{thing}都太晚。|大致有{2-5}种办法。',
  ),
  reply: words(
    '如果{thing}一直{effect}，就在{thing}之前{act}它。|给{thing}留出{amount}{unit}，再备用{amount}{unit}。|问问{who}，{adj}{thing}能不能推迟。|忽略{thing}时，{adj}{thing}容易{effect}。|把{when}的变化记下来，往往能找到{thing}的问题。|对你来说{thing}比{thing}更重要。|同一天可以{act}{thing}并{act}{thing}。|在{place}规定不同，先跟{who}确认。|预算{amount}{unit}，大头在{thing}。|稳定之后再{act}剩下的{thing}。|别走{adj}捷径，{thing}会{effect}。',
  ),
  step: words(
    '{act}{adj}{thing}|检查{thing}，约{amount}{unit}|联系{who}|记录何时{effect}|预留{amount}{unit}|{when}再{act}{thing}',
  ),
  task: words(
    '{place}的作坊每天生产{amount}{unit}{thing}，每{50-200}件损坏{3-40}件，{name}又加了{2-9}班。多少天后合格品达到{500-9000}件？|{name}、{name}和{name}按{2-9}:{2-9}:{3-11}分{20-900}{unit}，{name}退回{2-19}，谁最多？多多少？|设f(x)={2-19}x^{2-5}-{2-40}x+{1-99}，求斜率等于{2-60}的所有x，并说明理由。|容积{40-900}升的水箱经{thing}每分钟流出{2-19}升，每{3-20}分钟减慢百分之{2-25}，何时剩百分之{5-60}？|实现一个按{thing}保存{thing}的结构，支持区间查询和撤销最近{3-50}次修改，并说明不变量。|{place}有五家分别拥有{thing}、{thing}、{thing}，{name}从不出借{thing}，{name}隔{2-4}个座位，{thing}是谁的？|处理{thing}的服务在{name}改动{thing}后开始{effect}，日志显示{2-59}分钟内{20-400}次超时，请诊断并给出补丁。',
  ),
}
