// First and last names that are recognized in a sentence, and from which similar names are suggested.
// Names that aren't here are taken as answers. How they are read is built-in/first-name.ts and last-name.ts.

const list = (names: string): readonly string[] => names.split(" ").map((name) => name.replaceAll("_", " "))

/** First names, compounds among them (an underscore stands for the space of "John J."). */
export const FIRST_NAMES: readonly string[] = list(
  "Aaliyah Aaron Abby Abdul Abel Abigail Abraham Ada Adam Adele Adrian Adriana Agnes Ahmed Aidan Aiden Aisha Alan Alana Albert Alberto Alejandra Alejandro " +
    "Alex Alexa Alexander Alexandra Alexandria Alexis Alfred Ali Alice Alicia Alina Alison Allan Allen Allison Alma Alvin Alyssa Amanda Amber " +
    "Amelia Amina Amir Amit Amy Ana Anastasia Andre Andrea Andreas Andres Andrew Andy Angel Angela Angelica Angelina Angie Anika Anil Anita " +
    "Anjali Ann Anna Anna-Maria Annabel Anne Anne-Marie Annette Annie Anthony Antoine Anton Antonia Antonio Anya April Aria Ariana Ariel Arjun Arnold Arthur " +
    "Arturo Asha Ashley Ashton Aubrey Audrey August Aurora Austin Ava Avery Axel Ayesha Barbara Barry Beatrice Becky Bella Ben Benjamin Bernard " +
    "Bernice Beth Bethany Betty Beverly Bianca Bill Billy Blake Bob Bobby Bonnie Boris Brad Bradley Brandon Brenda Brendan Brent Brett Brian " +
    "Brianna Bridget Brittany Brooke Bruce Bruno Bryan Bryce Caitlin Caleb Calvin Cameron Camila Camille Carl Carla Carlos Carly Carmen Carol " +
    "Carole Carolina Caroline Carolyn Carrie Carter Casey Cassandra Catalina Catherine Cathy Cecilia Celia Cesar Chad Charlene Charles Charlie " +
    "Charlotte Chase Chelsea Cheryl Chloe Chris Christian Christina Christine Christopher Christy Cindy Claire Clara Clarence Clark Claude " +
    "Claudia Clayton Clifford Clint Clive Cody Cole Colin Connie Connor Conor Constance Cora Corey Courtney Craig Cristina Crystal Curtis " +
    "Cynthia Daisy Dale Dan Dana Daniel Daniela Danielle Danny Daphne Darius Darlene Darren Darryl Dave David Dawn Dean Deanna Debbie Deborah " +
    "Debra Declan Deepak Delia Denise Dennis Derek Derrick Desmond Devin Diana Diane Dianne Diego Dimitri Dina Dmitri Dolores Dominic Don " +
    "Donald Donna Dora Doreen Doris Dorothy Doug Douglas Drew Duncan Dustin Dwayne Dylan Earl Ed Eddie Edgar Edith Edmund Eduardo Edward Edwin " +
    "Eileen Elaine Eleanor Elena Eli Elias Elijah Elisa Elisabeth Elise Eliza Elizabeth Ella Ellen Ellie Elliot Elliott Elsa Emil Emilia Emilio Emily " +
    "Emma Emmanuel Enrique Eric Erica Erik Erika Erin Ernest Ernesto Esme Esther Ethan Eugene Eva Evan Eve Evelyn Ezra Faith Fatima Faye " +
    "Felicia Felicity Felipe Felix Fernanda Fernando Finn Fiona Florence Floyd Frances Francesca Francis Francisco Frank Franklin Fred Freddie Freya " +
    "Frederick Gabriel Gabriela Gabrielle Gareth Gary Gavin Gemma Gene Geoff Geoffrey George Georgia Georgina Gerald Geraldine Gerard Gilbert " +
    "Gina Giovanni Gladys Glen Glenn Gloria Gordon Grace Graham Grant Greg Gregory Greta Guillermo Gustavo Guy Gwen Hailey Hamza Hank Hannah " +
    "Hans Harold Harriet Harrison Harry Harvey Hasan Hassan Hayley Hazel Heather Hector Heidi Helen Helena Henry Herbert Herman Hilary Holly " +
    "Hope Howard Hugh Hugo Hunter Ian Ibrahim Ida Ignacio Igor Imogen Ines Ingrid Irene Iris Irina Isaac Isabel Isabella Isabelle Isaiah Isla " +
    "Ismael Ivan Ivy Jack Jackie Jackson Jacob Jacqueline Jade Jaime Jake Jamal James Jamie Jan Jane Janet Janice Jared Jasmine Jason Javier " +
    "Jay Jayden Jean Jeanette Jeff Jeffery Jeffrey Jen Jenna Jennifer Jenny Jeremiah Jeremy Jerome Jerry Jesse Jessica Jesus Jill Jim Jimmy Jo " +
    "Joan Joanna Joanne Joe Joel Johan Johanna John John_J. John-Paul Johnathan Johnny Jon Jonah Jonas Jonathan Jordan Jorge Jose Joseph Josephine Josh " +
    "Joshua Josiah Joy Joyce Juan Juan_Carlos Juanita Judith Judy Julia Julian Juliana Julie Juliet Julio June Justin Kaitlyn Karen Karim Karina Karl " +
    "Kate Katelyn Katherine Kathleen Kathryn Kathy Katie Katrina Kay Kayla Keith Kelly Kelsey Ken Kenji Kenneth Kenny Kerry Kevin Khalid Kiara Kim " +
    "Kimberly Kirk Kirsten Kiran Kristen Kristin Kristina Kurt Kyle Lana Lance Lara Larry Laura Lauren Laurence Laurie Lawrence Layla Lea Leah Leo Leon " +
    "Leonard Leonardo Leslie Levi Lewis Liam Lila Lillian Lily Lin Linda Lindsay Lindsey Lionel Lisa Liz Lloyd Logan Lois Lola Lorenzo Loretta Lori Lorraine " +
    "Louis Louisa Louise Luca Lucas Lucia Lucille Lucy Luis Luke Luna Lydia Lynn Mabel Mackenzie Maddie Madeleine Madeline Madison Maggie Magnus Malcolm " +
    "Mandy Manuel Marc Marcel Marco Marcos Marcus Margaret Margarita Maria Maria_Elena Marian Mariana Marianne Marie Marilyn Mario Marion Marisa Marjorie " +
    "Mark Marlene Marsha Marshall Marta Martha Martin Martina Marvin Mary Mary-Ann Mary_Jane Mason Mateo Matt Matthew Maureen Maurice Max Maxine Maxwell Maya " +
    "Megan Mei Mel Melanie Melinda Melissa Melody Mercedes Meredith Mia Michael Michaela Micheal Michele Michelle Miguel Mike Mila Miles Millie Milo Mina Miranda " +
    "Miriam Misty Mitchell Mohamed Mohammad Mohammed Mohan Molly Mona Monica Monique Morgan Moses Muhammad Mustafa Myra Nadia Nancy Naomi Natalia Natalie Natasha " +
    "Nathan Nathaniel Neil Nelson Nia Nicholas Nick Nicola Nicolas Nicole Nigel Nikhil Nikita Nina Noah Noel Nora Norma Norman Olga Olive Oliver Olivia Omar Oscar " +
    "Otto Owen Pablo Paige Pamela Parker Pat Patrice Patricia Patrick Paul Paula Pauline Pedro Peggy Penelope Penny Perry Peter Petra Phil Philip Phillip Phoebe " +
    "Phyllis Pierre Piotr Polly Poppy Preston Priya Quentin Quinn Rachael Rachel Rafael Rahul Raj Rajesh Ralph Ramon Randall Randy Raquel Raul Ravi Ray Raymond " +
    "Rebecca Reggie Regina Reginald Rene Renee Reuben Rhonda Ricardo Richard Rick Ricky Riley Rita Rob Robert Roberta Roberto Robin Rochelle Rocky Rod Roderick " +
    "Rodney Roger Rohan Roland Ron Ronald Rory Rosa Rosalie Rose Rosemary Rosie Ross Rowan Roxanne Roy Ruben Ruby Rudolph Rudy Rupert Russell Ruth Ryan Sabrina Sally " +
    "Salma Salvador Sam Samantha Samir Samuel Sandra Sandy Sanjay Santiago Sara Sarah Sasha Saul Savannah Scarlett Scott Sean Sebastian Selena Serena Sergei Sergio " +
    "Seth Shannon Sharon Shaun Shawn Sheila Shelby Shelley Sherry Shirley Sidney Sienna Sierra Silvia Simon Simone Sofia Sonia Sonya Sophia Sophie Spencer Stacey " +
    "Stacy Stanley Stefan Stella Stephanie Stephen Steve Steven Stewart Stuart Sue Summer Sunil Susan Susanna Susie Suzanne Sven Sydney Sylvia Tabitha Tamara Tammy " +
    "Tania Tanya Tara Tariq Tasha Taylor Ted Terence Teresa Terrence Terry Tess Tessa Theo Theodore Theresa Thomas Tiffany Tim Timothy Tina Toby Todd Tom Tommy Toni " +
    "Tony Tonya Tracey Tracy Travis Trevor Tricia Tristan Troy Tyler Ursula Valentina Valerie Vanessa Vera Vernon Veronica Vicki Vicky Victor Victoria Vijay Vikram Vince " +
    "Vincent Viola Violet Virginia Vivian Vladimir Wade Wallace Walter Wanda Warren Wayne Wendy Wesley Whitney Will William Willie Wyatt Xavier Ximena Yan Yasmin Yolanda " +
    "Yosef Youssef Yuki Yuri Yusuf Yvette Yvonne Zach Zachary Zahra Zara Zoe Zoey",
)

/** Last names. */
export const LAST_NAMES: readonly string[] = list(
  "Abbott Adams Adkins Aguilar Ahmed Ali Allan Allen Allison Alvarez Andersen Anderson Andrews Armstrong Arnold Atkins Atkinson Austin Bailey Baker Baldwin Ball " +
    "Banerjee Banks Barber Barker Barnes Barnett Barrett Barton Bates Beck Becker Bell Bennett Bernard Berry Bishop Black Blair Blake Bond Booth " +
    "Bowen Bowman Boyd Bradley Brady Brennan Brewer Briggs Brook Brooks Brosky Brown Browne Bryant Burgess Burke Burnett Burns Burton Bush Butler Byrne Caldwell " +
    "Cameron Campbell Cannon Carlson Carpenter Carr Carroll Carson Carter Castillo Castro Chambers Chan Chandler Chang Chapman Chavez Chen Cheng " +
    "Choi Chopra Christensen Clark Clarke Clayton Cohen Cole Coleman Collins Contreras Cook Cooke Cooper Costa Cox Craig Crawford Cross Cruz Cunningham " +
    "Curtis Dalton Daniels Dasher Das Davidson Davies Davis Davison Dawson Day Dean Delgado Dempsey Diaz Dickson Dixon Dominguez Donnelly Douglas Doyle " +
    "Drake Dubois Duncan Dunn Dupont Durand Duran Edwards Elliot Elliott Ellis Erickson Estrada Evans Evers Farrell Ferguson Fernandez Fernandes Ferrari Fischer Fisher Fitzgerald " +
    "Fleming Fletcher Flores Flynn Ford Foster Fowler Fox Francis Frank Franklin Fraser Frazier Freeman French Fuller Gallagher Garcia Gardner " +
    "Garner Garrett Garza George Gibbs Gibson Gilbert Gill Gomes Gomez Gonzales Gonzalez Goodman Goodwin Gordon Graham Grant Graves Gray Green " +
    "Greene Griffin Griffith Griffiths Gross Gupta Gutierrez Guzman Hale Hall Hamilton Hammond Hansen Hanson Hardy Harper Harrington Harris Harrison Hart " +
    "Harvey Hawkins Hayes Haynes Henderson Henry Hernandez Herrera Hicks Higgins Hill Hoffman Hoffmann Hogan Holland Holloway Holmes Holt Hopkins Horton Howard " +
    "Howell Hudson Huang Hughes Hunt Hunter Hussain Ibrahim Ingram Ivanov Iyer Jackson Jacobs James Jansen Jefferson Jenkins Jennings Jensen Jimenez Johansson Johansen John Johnson " +
    "Johnston Jones Jordan Joseph Kapoor Kaufman Kaur Keller Kelley Kelly Kennedy Khan Kim King Kirk Klein Knight Koch Kowalski Kumar Lam Lambert Lane Lang " +
    "Larsen Larson Lau Lawrence Lawson Le Lee Leonard Leung Levy Lewis Li Lim Lin Lindsay Liu Lloyd Logan Long Lopez Lowe Lucas Luna Lynch Lyons MacDonald Macdonald Mackenzie " +
    "Malone Mann Manning Marquez Marsh Marshall Martin Martinez Mason Matthews Maxwell May McCarthy McCoy McDonald McGuire McKenzie McKinney " +
    "McLaughlin McLean McMillan Medina Mehta Mendez Mendoza Meyer Meyers Miles Miller Mills Mitchell Mohamed Molina Montgomery Moore Morales Moran " +
    "Moreau Moreno Morgan Morris Morrison Morton Moss Mueller Muller Munoz Murphy Murray Myers Nakamura Nash Navarro Neal Nelson Newman Newton Nguyen Nichols " +
    "Nicholson Nielsen Nolan Norman Norris Novak Nunez O'Brien O'Connor O'Donnell O'Keefe Oliver Olsen Olson O'Neill O'Reilly Ortega Ortiz O'Sullivan Owen Owens Padilla Page Palmer Park " +
    "Parker Parks Parres Parsons Patel Patterson Patton Payne Pearce Pearson Pena Pereira Perez Perkins Perry Peters Petersen Peterson Petrov Pham Phillips Philips Pierce Porter " +
    "Potter Powell Powers Price Quinn Ramirez Ramos Ramsey Rao Ray Reddy Reed Rees Reese Reid Reilly Reyes Reynolds Rhodes Ricci Rice Richards Richardson Riley Rios Rivera " +
    "Roberts Robertson Robinson Robson Rodgers Rodriguez Rogers Romano Romero Rose Rosen Ross Rossi Rowe Ruiz Russell Russo Ryan Salazar Sanchez Sanders Sanderson Santiago Santos " +
    "Sato Saunders Schmidt Schmitt Schmitz Schneider Schroeder Schultz Schulz Schwartz Schwarz Scott Sharma Sharp Shaw Shah Shelton Shepherd Sheppard Silva Simmons Simon Simpson Sims Singh " +
    "Smirnov Smith Smithe Smyth Snyder Soto Sousa Souza Sparks Spencer Stanley Stephens Stephenson Stevens Stevenson Stewart Stone Stuart Suarez Sullivan Sun Sutherland Sutton Suzuki Svensson " +
    "Swanson Takahashi Tan Tanaka Tang Taylor Terry Thomas Thompson Thomson Thornton Todd Torres Tran Tucker Turner Underwood Valdez Vargas Vasquez Vazquez Vega Verma " +
    "Wagner Walker Wallace Walsh Walters Walton Wang Ward Warner Warren Washington Waters Watkins Watson Watts Weaver Webb Weber Webster Weiss " +
    "Welch Wells Welsh Welt West Wheeler White Whitehead Wilkins Wilkinson Williams Williamson Willis Wilson Winter Winters Wong Wood Woods Woodward Wright Wu Xu Yamamoto Yang Yates Young Yu Zhang Zhao Zhou Zimmerman",
)

/** Names that are everyday words, months or places as well: only believed with a capital letter or after "my name is". */
export const WORDLIKE_NAMES: ReadonlySet<string> = new Set(
  (
    "amber angel april art aria ash august aurora austin ava baker ball banks barber bell berry bill bishop black blake bob bond booth brook brooks brown bush " +
    "butler cannon carpenter carol chad chandler chapman charlotte chase christian clay cole cook cooper cross crystal daisy dale das dawn day dean don drew earl ed " +
    "eve faith fisher fletcher florence ford foster fowler fox frank freeman french garner gene george georgia gill glen gordon grace grant graves gray green gross guy hale " +
    "hall hardy harper hart harvey hazel heather henry hill holland holly holt hope hunt hunter iris ivy jack jackson jade james jay jean jo john jordan joy june king kirk knight kay kelly " +
    "lam lance lane lang lee leon li lily lin logan lola long love lucas luna lynn madison mann manning marsh mark mason max may mel melody mercedes miles mills mina misty moss nelson nick noel norma " +
    "olive oscar page paige paris park parker parks parsons pat patience payne pearl pena penny pepper perry phil pierce poppy porter potter powers preston price quinn ray reed regina rice rich rob rocky rod rose ross rowan ruby sally sam sandy santiago savannah " +
    "sharp shaw sierra silva simmons sims skip small sofia soto sparks spencer stacy stella sterling stone sue summer sun sutton sydney tan tang taylor ted terry theo tim todd tom tony troy tucker turner " +
    "valentina vera victor victoria viola violet virginia wade walker wall walls walsh walter ward warner washington waters watts weaver webb webster wells west wheeler white will winter winters wong wood woods wright young yu le lim an chan diamond destiny genesis trinity angelica alexandria andrea sean sara israel ian may"
  ).split(" "),
)

/** Titles before a last name. */
export const TITLES: ReadonlySet<string> = new Set(
  "mr mrs ms miss mister missus dr doctor prof professor sir madam lady lord mx".split(" "),
)
