import type { SampleMinutes } from './sample-minutes.ts';

/** The second day of the record of 25-26 August 2022, in its own words, slips included. */
export const SECOND_DAY: SampleMinutes = {
  opening: [
    {
      by: 'mc',
      text: 'Master of Ceremony, Mr. Ratchapon Maneelek, opened the meeting by introducing the chairs of the meeting and providing an overview of the agenda. Participants accepted the agenda. The master of ceremony handed the forum to Chair H.E Chou Bun Eng.',
    },
    {
      text: 'Chair of meeting, Secretary of State of the Ministry of Interior and Permanent Vice Chairperson of the National Committee for Counter Trafficking of the Royal Government of Cambodia, H.E Chou Bun Eng, welcomed the participants. She emphasized the importance of the two countries to have a common understanding and approach to uphold victim rights and ensure the provision of access to justice. The chair noted that the SOP on bilateral cooperation between Cambodia and Thailand parties would strengthen the cooperation between the two countries in mutual respect and address existing challenges. The chair proposed for the agenda to focus on the development of the Plan of Action (POA) for the implementation of the SOP in 2022-2024.',
    },
    {
      by: 'thai',
      text: 'Chair of meeting, Deputy Director General of Office of Attorney General of the Government of the Kingdom of Thailand, Mr. Pravit Roykaew, expressed appreciation to Cambodian delegates and agreed for the meeting to focus on the Plan of Action for the next two years. The Chair further emphasized for the SOP and POA to focus on enhancing the prosecution of offenders and improving protection services for victims of trafficking. The Chair highlighted the increased number and complexity of cases which not only involve victims from Cambodia and Thailand, but also other nationalities.',
    },
  ],
  discussion: [
    {
      by: 'mc',
      text: 'Master of Ceremony, Mr. Rachaphon, invited the Chair on behalf of the Royal Government of Cambodia to present the draft of POA.',
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, the Royal Government of Cambodia, presented the draft POA proposed by Cambodia party for 2022-2024. The Chair proposed for the first POA to be assigned to the designated focal point of the Central Cooperation Center, as mandated by Annex 1.',
      items: ['1.1'],
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew from the Government of the Kingdom of Thailand confirmed the first action point to appoint a focal point to lead the further establishment of the Central Cooperation Center, as mandated by Annex 1.',
      items: ['1.1'],
    },
    {
      by: 'khmer',
      text: 'In response, Chair of meeting H.E Chou Bun Eng, the Royal Government of Cambodia, proposed point two of the POA: to draft and finalize the guidelines of roles and responsibilities of the Central Cooperation Center.',
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, stressed on the need to assign more time to identify the focal points who will be responsible for establishing the Central Cooperation Center. He also asserted the need to organize additional national consultations, as well as the need to better understand the legal procedures in both countries before designing the roles and responsibilities.',
      items: ['1.1'],
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, the Royal Government of Cambodia, agreed with the proposal, noting the importance of sharing exchanges and expertise regarding legal proceeding and victim protection mechanisms. The chair proposed this activity to be done in 2022.',
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to organize the bilateral workshop in 2022.',
      items: ['1.4'],
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, proposed to finalize roles and responsibilities of the Coordination Center by 2022.',
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to finalized role and responsibilities in 2022.',
    },
    {
      by: 'mc',
      text: 'Mr. Ratchapon suggested revising the agenda to discuss what can be achieved in the short-term, until the end of 2022. The discussion for the development of the full POA can be postponed until the end of this year.',
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, responded that the key priority areas are to assign the institution, focal person and members of the Central Cooperation Center, organize a seminar on information sharing, finalize the roles and responsibilities of members of the Central Cooperation Center, and draft the long-term POA (following the bilateral seminar).',
      items: ['1.1', '1.4'],
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to this approach. Chair DDG Pravit Roykaew further emphasized that both parties should also pay attention to the selection of participants of the bilateral workshop because they should be able to decide on the implementation of the activities to be included in the POA and will be responsible for the work under the SOP.',
      items: ['1.4'],
    },
    {
      by: 'mc',
      text: 'Mr. Ratchapon confirmed that the Thailand party will finalize the name of members of the Central Cooperation Center by the end of October 2022.',
      items: ['1.1'],
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, expressed appreciation to the Thailand party for their commitments to finalize the members of the Central Cooperation Center by October 2022. The Chair proposed to discuss the bilateral seminar for sharing information by the end of this year in Cambodia party; two-three days and both countries need to work on preparing the concept note and agenda for the bilateral seminar.',
      items: ['1.1', '1.4'],
    },
    {
      by: 'thai',
      text: "Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, agreed to organize the bilateral seminar in 2022. The Chair suggested having the meeting for three days, with the first day focusing on learning each country's systems, including investigation, screening, identification, and protection procedures. The next two days to draft plan of action and determine next steps of the implementation of SOP. The Chair also suggested having the seminar by the end of this year.",
      items: ['1.4'],
    },
    {
      by: 'mc',
      text: 'Mr. Ratchapon agreed that the seminar can be two-three days and focus on the drafting of the POA. Mr. Ratchapon emphasized the need from Thailand and Cambodia parties to discuss with key partners at national level, including IOM. Mr. Ratchapon further confirmed that Thailand party will be able to assign a focal point and agencies of the Central Cooperation Center from Thailand party by the end of October and will bring the competent officials to the bilateral seminar planned in 2022.',
      items: ['1.1', '1.4'],
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, expressed appreciation for the confirmation of Thailand party and emphasized that preparation is needed for the bilateral seminar in November. The Chair suggested to have a meeting by the end of November since in December the Royal Government of Cambodia will be preoccupied with other matters. The Chair agreed to organize the meeting by the end of November 2022.',
      items: ['1.3', '1.4'],
    },
    {
      by: 'iom',
      text: "Saskia Kok (IOM Thailand) expressed IOM's commitment and technical/financial support towards the further implementation of the SOP and its POA, including for the next meeting(s).",
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng highlighted that since IOM is the Secretariat of the Global Compact, IOM should be responsible to prepare the bilateral seminar and mentioned that Cambodia party will also work with the ASEAN ACT and other organizations on this. She highlighted the positive intentions of the Cambodia party.',
      items: ['1.3'],
    },
    {
      by: 'thai',
      text: 'Chair of meeting DDG Pravit Roykaew, Government of the Kingdom of Thailand, expressed appreciation to IOM for the continuous support and highlighted the positive progress that has been achieved for the development of the NRM, highlighting Thailand has been upgraded to Tier 2 (US TIP Report 2022). The Chair further mentioned that he does not object to the bilateral seminar being held in Cambodia, noting Thailand party must still decide who will be the delegates of this bilateral workshop. In October, there will be a rotation of management in Thailand. While the representative agencies will remain the same, the individual delegates may be changed. Thailand party is finalizing the forms of screening and identification processes under the National Referral Mechanism, and Cambodia party will be the first country it will be shared with. The Chair confirmed his intention to finalize the forms by the end of November, as December is a busy month for Thailand. The Chair will confirm the names of the participants of the workshop as soon as possible.',
      items: ['1.4'],
    },
    {
      by: 'khmer',
      text: 'The Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, expressed appreciation for the response from the Thailand party. The Chair informed participants that on 7-9 November, Cambodia party will observe national holidays (National Independent Day and Water Festival). Cambodia party agreed to host the meeting by end of November. The Chair mentioned that Cambodia party will prepare the forms and documents. The chair asked IOM if this would be okay for IOM.',
      items: ['1.3', '1.4'],
    },
    {
      by: 'khmer',
      text: "The Chair further emphasized that 2022 will be the right time to strengthen the partnership between the two countries. Cambodia party emphasized the will to support the partnership by sharing relevant information. By November, both countries will aim to finalize the appointment of agencies of the Central Cooperation Center and appoint the delegation who will attend the bilateral seminar in November. The chair requested IOM and partners to help bring in international insights and best practices considering crimes related to TIP take place beyond the two countries. The Chair requested IOM's support to present regional or global best practices and international standards during the next meetings. With IOM's support, Cambodia and Thailand parties will establish and strengthen good standards.",
      items: ['1.1', '1.4'],
    },
    {
      by: 'khmer',
      text: 'Chair of meeting H.E Chou Bun Eng, Royal Government of Cambodia, concluded the meeting and informed that the next part of the agenda will address the minutes of the meeting.',
    },
  ],
  results: [
    {
      text: 'All delegates agreed to conclude the meeting and postpone the discussion of the long-term POA during the workshop in November 2022. Identified next steps under the workplan until the end of 2022 were adopted, highlighting below actions:',
      outcome: 'agreed',
      table: true,
    },
    {
      by: 'khmer',
      text: 'The Chair of the meeting H.E Chou Bun Eng agreed to provide time to IOM until 13.30 to finalize the meeting minutes.',
    },
    {
      text: "Both countries agreed to discuss the meeting minutes at 13.30 for delegates' approval.",
      outcome: 'agreed',
    },
    { text: 'Adoption of the meeting minutes.', outcome: 'agreed' },
  ],
};
