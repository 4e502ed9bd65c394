export const items = [{ name: 'Capstan', ring: 'Adopt' }];
