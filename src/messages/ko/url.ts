import type { Messages } from '../en.ts';

export const url: Messages['url'] = {
  noScheme: '주소가 https:// 또는 http:// 로 시작하지 않습니다.',
  noSchemeHint:
    '브라우저 주소창에 보이는 그대로 적어 주세요. TLS를 쓰면 --url https://이름:8888/ , 쓰지 않으면 --url http://이름:8888/ 입니다.',
  malformed: '브라우저에서 열 수 있는 주소가 아닙니다.',
  malformedHint: '주소는 https://이름:8888/ 같은 모양입니다. 이름과 콜론 뒤의 숫자를 확인해 주세요.',
};
