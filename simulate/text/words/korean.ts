// Korean: the same symbols as English, written with its own sentences and things.
import { type Grammar, words } from '../grammar.js'

export const KOREAN: Grammar = {
  thing: words(
    '된장찌개 육수|압력솥|천연 발효종|김장 배추|방울토마토 모종|퇴비 상자|베란다 선반|야간 버스|민박 예약|환승 시간|짐 목록|하프 마라톤 계획|무릎 통증|체지방률|적립식 펀드|주택 대출|연말 정산|가계부|영수증 정리|수면 교육|유치원 면담|과학 전시|용돈|역참 제도|대동법|광합성 속도|결정 구조|비동기 처리|정규 표현식|형 오류|단위 테스트|복합 색인|교착 상태|연결 풀|로그 순환|인증서 갱신|단계적 배포|입력 양식|무한 스크롤|자기소개서|단편 소설|결혼식 축사|논문 초록|전세 보증금|근로 계약|상표 검색|편두통 기록|혈액 검사 결과|분기 회고|이탈률 표|납품 계약|재고 조사|코드 진행|보드 게임|스테이지 설계|새는 수도꼭지|바닥 난방|듣기 연습|표본 편향|신뢰 구간|독후감|조별 과제|브레이크 패드|겨울 타이어|하객 명단|당번표',
  ),
  adj: words(
    '오래된|값싼|고장 난|조용한|예비|작은|튼튼한|이상한|간단한|동네|임시|무거운|새|계절성|휴대용|중고|드문|거친|섬세한|구식|안정적인|빌린|축축한|직접 만든',
  ),
  who: words(
    '여동생 {name}|동료 {name}|집주인 {name}|팀장 {name}|이웃 {name}|딸 {name}|거래처 {name}|담임 선생님 {name}|신입 {name}|회계 담당 {name}|{place} 친구|업체 {name}|심사위원 {name}|{name} 씨|상담원 {name}|사촌 {name}',
  ),
  when: words(
    '지난 {weekday}|{2-9}일 안에|{2-12}월부터|{weekday}까지|다음 달에|최근 {2-11}주 동안|{weekday} 아침에|{2-28}일 전에|{2-6}번 해 본 뒤|내일|이번 주말에|{3-48}시간 안에',
  ),
  weekday: words('월요일|화요일|수요일|목요일|금요일|토요일|일요일'),
  amount: words('{2-60}|약 {10-400}|{100-9000}|대략 {3-80}|많아야 {2-40}|거의 {20-900}|{2-12}에서 {13-30}'),
  unit: words('원|시간|쪽|킬로|미터|명|줄|분|개|리터|건|주|그램|글자|장'),
  name: words('{fam}{giv}{giv}'),
  fam: words('남|모|봉|서문|선우|제갈|탁|하|현|형|도|마|반|옥|채'),
  giv: words('가|나|다|라|솔|빛|결|온|별|담|윤|새|아|람|울|찬'),
  place: words('{giv}{pl}|{giv}{giv}{pl}'),
  pl: words('포구|고개|마을|시장|나루|골|섬|읍'),
  effect: words(
    '녹슬다|느려지다|무너지다|반려되다|값이 오르다|정확도가 떨어지다|새다|멈추다|헷갈리다|시간이 초과되다|줄어들다|예산을 넘다|조용히 실패하다',
  ),
  act: words(
    '수리|교체|계획|비교|설명|설정|선택|개선|재작성|시험|청소|재시작|기록|측정|확장|단순화|정리|점검|준비|변환',
  ),
  greet: words('안녕하세요,|저기,|질문 있어요.|혹시|수고하십니다.|'),
  close: words(
    '감사합니다|부탁드려요|짧게 해 주세요|항목으로 정리해 주세요|예시가 있으면 좋아요|쉬운 말로 부탁해요|표로 보여 주세요',
  ),
  ask: words(
    '{adj} {thing}을 {act}해도 {thing} 때문에 {effect}는 일이 없게 하려면?|{thing} {act}을 도와주세요. {fact}|{when} {thing}을 {act}하는 가장 좋은 방법은?|{thing}을 {act}하면 왜 {thing}이 {effect}는 걸까요?|{fact} {thing}과 {thing} 중 무엇부터 {act}할까요?|{who}에게 {thing}에 대해 짧게 써 주세요. {fact}|{thing}과 {thing}을 {amount}{unit} 안에서 비교해 줘|{adj} {thing} 아이디어 {2-9}개만. {who}이 {when} 써요|{thing}만 아는 {who}에게 {thing}을 설명해 줘|{thing} 메모를 {who}에게 보낼 메일로 고쳐 줘: {fact}|{amount}{unit}의 {thing}을 {act}하는 데 얼마나 걸릴까요?|{place}의 {adj} {thing} 모임 이름을 지어 줘',
  ),
  fact: words(
    '{amount}{unit}과 {adj} {thing}이 있어요.|{who}이 {when} 이미 {act}했어요.|{thing} 때문에 {amount}{unit} 초과예요.|{who}이 {thing}을 바꾸기 전엔 괜찮았어요.|{place}에는 {adj} {thing}을 파는 데가 없어요.|설명서엔 {thing} 얘기만 있어요.|지난번엔 {amount}{unit} 걸렸어요.|{who}은 {when} 끝내길 원해요.|{adj} 쪽은 {amount}{unit}이에요.|{thing}과 {thing}이 안 맞아요.',
  ),
  follow: words(
    '그럼 {thing}은?|네, 그런데 {fact}|더 짧게 해 줘|{adj} {thing}을 {act}하면?|{amount}{unit}으로 예를 들어 줘|안 돼요, 이제 {thing}이 이상해요|{who}용으로 한 줄 추가해 줘|{thing}도 똑같이|{when} 이미 {act}했어요|계속',
  ),
  lazy: words('안녕|계속|짧게|고쳐 줘|설명|더|왜|고마워|요약해 줘|번역|하나 더'),
  lead: words(
    '먼저 {thing}부터 {act}하세요.|{thing}에 따라 다릅니다.|{thing}에서 시작해 {thing}을 보세요.|방법은 {2-5}가지입니다.',
  ),
  reply: words(
    '{thing}에 {amount}{unit}, 예비로 {amount}{unit}을 잡으세요.|{adj} {thing}을 미룰 수 있는지 {who}에게 물어보세요.|{when} 달라진 점을 적으면 {thing}의 원인이 보입니다.|이번엔 {thing}보다 {thing}이 중요합니다.|같은 날 {thing}과 {thing}을 {act}할 수 있습니다.|{place}에서는 규정이 다르니 {who}에게 확인하세요.|예산은 {amount}{unit}, 대부분 {thing}입니다.|안정되면 나머지 {thing}을 {act}하세요.',
  ),
  step: words('{adj} {thing} {act}|{thing} {amount}{unit} 점검|{who}에게 연락|{when} {thing} {act}'),
  task: words(
    '{place} 공방은 {thing}을 하루 {amount}{unit} 만들고 {50-200}개마다 {3-40}개를 버립니다. {name}이 {2-9}교대를 더하면 {500-9000}개는 며칠 뒤에 모입니까?|{name}, {name}, {name}이 {20-900}{unit}을 {2-9}:{2-9}:{3-11}로 나누고 {name}이 {2-19}을 돌려줬습니다. 누가 얼마나 더 많습니까?|f(x)={2-19}x^{2-5}-{2-40}x+{1-99}의 기울기가 {2-60}인 x를 모두 구하고 근거를 쓰세요.|{thing}을 {thing} 순으로 저장하고 최근 {3-50}번의 변경을 되돌리는 구조를 구현하세요.',
  ),
}
